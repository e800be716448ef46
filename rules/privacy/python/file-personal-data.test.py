import json


def export(users, user):
    with open("people.csv", "w") as file:
        # ruleid: privacy.python.file-personal-data
        file.write(user.email)
        # ok: privacy.python.file-personal-data
        file.write(str(user.id))
    # ruleid: privacy.python.file-personal-data
    json.dump({"ssn": user.ssn}, target)
    # ok: privacy.python.file-personal-data
    json.dump({"id": user.id}, target)
