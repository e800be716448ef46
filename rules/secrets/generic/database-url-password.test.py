import os

# ruleid: secrets.generic.database-url-password
url = "postgresql://app:aaaa1111bbbb@db.corp.internal:5432/app"

# ruleid: secrets.generic.database-url-password
engine = create_engine("mysql+pymysql://app:Abcd1234abcd@10.1.2.3/app")

# ruleid: secrets.generic.database-url-password
cache = "redis://:zzzz9999zzzz@cache.corp.internal:6379/0"

# ruleid: secrets.generic.database-url-password
store = "mongodb+srv://app:p%40aaaa1111@cluster.corp.internal/app"

# ok: secrets.generic.database-url-password
url = os.environ["DATABASE_URL"]

# ok: secrets.generic.database-url-password
url = "postgresql://app:${DB_PASSWORD}@db.corp.internal/app"

# ok: secrets.generic.database-url-password
url = f"postgresql://app:{password}@db.corp.internal/app"

# ok: secrets.generic.database-url-password
url = "postgresql://app:<password>@db.corp.internal/app"

# ok: secrets.generic.database-url-password
url = "postgresql://user:password@db.corp.internal/app"

# ok: secrets.generic.database-url-password
url = "postgresql://app:aaaa1111bbbb@db.example.com/app"

# ok: secrets.generic.database-url-password
url = "postgresql://app:aaaa1111bbbb@localhost/app"

# ok: secrets.generic.database-url-password
url = "postgresql://app:%s@db.corp.internal/app" % secret

# ok: secrets.generic.database-url-password
url = "postgresql://app@db.corp.internal:5432/app"
