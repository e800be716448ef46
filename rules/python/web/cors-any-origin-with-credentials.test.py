from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from flask_cors import CORS
from starlette.middleware import Middleware

app = FastAPI()
ORIGINS = ["*"]
OWN_ORIGINS = ["https://app.example.com"]

# ruleid: python.web.cors-any-origin-with-credentials
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)
# ruleid: python.web.cors-any-origin-with-credentials
app.add_middleware(
    CORSMiddleware,
    allow_credentials=True,
    allow_methods=["*"],
    allow_origins=["*"],
)
# ruleid: python.web.cors-any-origin-with-credentials
app.add_middleware(CORSMiddleware, allow_origins=ORIGINS, allow_credentials=True)
# ruleid: python.web.cors-any-origin-with-credentials
app.add_middleware(CORSMiddleware, allow_origin_regex=".*", allow_credentials=True)
# ruleid: python.web.cors-any-origin-with-credentials
middleware = [Middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)]
# ruleid: python.web.cors-any-origin-with-credentials
CORS(flask_app, supports_credentials=True)
# ruleid: python.web.cors-any-origin-with-credentials
CORS(flask_app, origins="*", supports_credentials=True)

# ok: python.web.cors-any-origin-with-credentials
app.add_middleware(CORSMiddleware, allow_origins=["*"])
# ok: python.web.cors-any-origin-with-credentials
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=False)
# ok: python.web.cors-any-origin-with-credentials
app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com"], allow_credentials=True)
# ok: python.web.cors-any-origin-with-credentials
app.add_middleware(CORSMiddleware, allow_origin_regex=r"https://.*\.example\.com", allow_credentials=True)
# ok: python.web.cors-any-origin-with-credentials
app.add_middleware(CORSMiddleware, allow_origins=OWN_ORIGINS, allow_credentials=True)
# ok: python.web.cors-any-origin-with-credentials
CORS(flask_app)
# ok: python.web.cors-any-origin-with-credentials
CORS(flask_app, origins=["https://app.example.com"], supports_credentials=True)
