import unittest

import pytest


def delete(request, document):
    # ruleid: python.auth.assert-permission
    assert request.user.is_staff
    document.delete()


def change(request, document):
    # ruleid: python.auth.assert-permission
    assert request.user.has_perm("documents.change"), "not allowed"
    document.save()


class View:
    def get(self, user, document):
        # ruleid: python.auth.assert-permission
        assert user.is_authenticated and document.owner == user
        return document


def delete_well(request, document):
    # ok: python.auth.assert-permission
    if not request.user.is_staff:
        raise PermissionError("staff only")
    # ok: python.auth.assert-permission
    assert document is not None
    # ok: python.auth.assert-permission
    assert document.is_saved, "save it first"
    document.delete()


def test_staff(user):
    # ok: python.auth.assert-permission
    assert user.is_staff


class LoginCase(unittest.TestCase):
    def check(self, user):
        # ok: python.auth.assert-permission
        assert user.is_authenticated


@pytest.fixture
def staff(user):
    # ok: python.auth.assert-permission
    assert user.is_staff
    return user
