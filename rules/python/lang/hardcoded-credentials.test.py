import psycopg2, boto3
# ruleid: python.lang.hardcoded-credentials
psycopg2.connect(user="app", password="hgfedcbahg")
# ruleid: python.lang.hardcoded-credentials
boto3.client("s3", aws_secret_access_key="abcdabcdabcdabcd")
# ruleid: python.lang.hardcoded-credentials
Client(api_key="abcdefghijkl1234")
# ok: python.lang.hardcoded-credentials
psycopg2.connect(user="app", password=os.environ["DB_PASSWORD"])
# ok: python.lang.hardcoded-credentials
Client(api_key="your-api-key")
# ok: python.lang.hardcoded-credentials
form(password="Password")
# ok: python.lang.hardcoded-credentials
Client(api_key="")
