from django.db import models
from django.db.models.expressions import RawSQL

from shop.models import User

ORDER = "name"


def built(request, name, users):
    # ruleid: python.django.raw-sql
    first = User.objects.raw(f"SELECT * FROM users WHERE name = '{name}'")
    # ruleid: python.django.raw-sql
    second = User.objects.raw("SELECT * FROM users WHERE name = '%s'" % name)
    # ruleid: python.django.raw-sql
    third = users.annotate(value=RawSQL("SELECT max(x) FROM t WHERE name = '" + name + "'", []))
    # ruleid: python.django.raw-sql
    fourth = users.extra(where=["name = '{}'".format(name)])
    # ruleid: python.django.raw-sql
    fifth = users.extra(select={"is_new": f"joined > '{name}'"})
    query = "SELECT * FROM users WHERE name = '" + request.GET["name"] + "'"
    # ruleid: python.django.raw-sql
    sixth = User.objects.raw(query)
    # ruleid: python.django.raw-sql
    seventh = User.objects.using("replica").raw(f"SELECT * FROM users WHERE name = '{name}'")
    return first, second, third, fourth, fifth, sixth, seventh


def bound(name, users, message):
    # ok: python.django.raw-sql
    first = User.objects.raw("SELECT * FROM users WHERE name = %s", [name])
    # ok: python.django.raw-sql
    second = User.objects.raw("SELECT * FROM users ORDER BY " + ORDER)
    # ok: python.django.raw-sql
    third = User.objects.raw("SELECT * FROM %s" % User._meta.db_table)
    # ok: python.django.raw-sql
    fourth = users.annotate(value=RawSQL("SELECT max(x) FROM t WHERE name = %s", [name]))
    # ok: python.django.raw-sql
    fifth = users.extra(where=["name = %s"], params=[name])
    # ok: python.django.raw-sql
    sixth = users.filter(name=name)
    # ok: python.django.raw-sql
    seventh = message.raw(f"{name}")
    return first, second, third, fourth, fifth, sixth, seventh
