import tarfile
import zipfile


def follows_names(path, folder):
    # ruleid: python.files.tar-extract-all
    tarfile.open(path).extractall(folder)

    archive = tarfile.open(path, "r:gz")
    # ruleid: python.files.tar-extract-all
    archive.extractall(path=folder)

    with tarfile.open(path) as second:
        # ruleid: python.files.tar-extract-all
        second.extractall(folder)
        # ruleid: python.files.tar-extract-all
        second.extractall(folder, filter="fully_trusted")


def safe_members(archive):
    return [m for m in archive.getmembers() if m.isfile() and ".." not in m.name]


def safe(path, folder):
    with tarfile.open(path) as archive:
        # ok: python.files.tar-extract-all
        archive.extractall(folder, filter="data")
        # ok: python.files.tar-extract-all
        archive.extractall(folder, filter=tarfile.data_filter)
        # ok: python.files.tar-extract-all
        archive.extractall(folder, members=safe_members(archive))

    hardened = tarfile.open(path)
    hardened.extraction_filter = tarfile.data_filter
    # ok: python.files.tar-extract-all
    hardened.extractall(folder)

    # ok: python.files.tar-extract-all
    zipfile.ZipFile(path).extractall(folder)
