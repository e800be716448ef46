def quiet(items):
    # ruleid: python.lang.silent-except
    try:
        use(items)
    except:
        pass
    # ruleid: python.lang.silent-except
    try:
        use(items)
    except Exception:
        pass
    for item in items:
        # ruleid: python.lang.silent-except
        try:
            use(item)
        except Exception:
            continue
    # ok: python.lang.silent-except
    try:
        use(items)
    except FileNotFoundError:
        pass
    # ok: python.lang.silent-except
    try:
        use(items)
    except Exception as error:
        log.warning("%s", error)
    # ok: python.lang.silent-except
    try:
        use(items)
    except Exception:
        raise
