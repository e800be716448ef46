def a(handle):
    # ruleid: python.auth.pam-account-not-checked
    return pam_authenticate(handle, 0) == 0
def b(handle):
    # ruleid: python.auth.pam-account-not-checked
    result = pam_authenticate(handle, 0)
    return result == 0
def c(handle):
    # ok: python.auth.pam-account-not-checked
    result = pam_authenticate(handle, 0)
    if result == 0:
        result = pam_acct_mgmt(handle, 0)
    return result == 0
def d(handle):
    # ok: python.auth.pam-account-not-checked
    result = pam_authenticate(handle, 0)
    ended = pam_acct_mgmt(handle, 0)
    return result == 0 and ended == 0
def e(library, handle):
    # ruleid: python.auth.pam-account-not-checked
    code = pam_authenticate(handle, 0)
    if code != 0:
        raise PermissionError
    return True
def f(handle):
    # ok: python.auth.pam-account-not-checked
    return authenticate(handle, 0) == 0
