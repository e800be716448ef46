import asyncio
import os
import socket
import socketserver
from http.server import HTTPServer

import uvicorn

HOST = "0.0.0.0"


def open_to_all(app, handler):
    listener = socket.socket()
    # ruleid: python.net.bind-all-interfaces
    listener.bind(("0.0.0.0", 8080))
    # ruleid: python.net.bind-all-interfaces
    listener.bind(("", 8080))
    # ruleid: python.net.bind-all-interfaces
    app.run(host=HOST, port=8080)
    # ruleid: python.net.bind-all-interfaces
    uvicorn.run(app, host="::")
    # ruleid: python.net.bind-all-interfaces
    socketserver.TCPServer(("0.0.0.0", 8080), handler)


def local(app, handler, header):
    listener = socket.socket()
    # ok: python.net.bind-all-interfaces
    listener.bind(("127.0.0.1", 8080))
    # ok: python.net.bind-all-interfaces
    listener.bind(("::1", 8080))
    # ok: python.net.bind-all-interfaces
    app.run(host=os.environ["BIND_ADDRESS"])
    # ok: python.net.bind-all-interfaces
    app.run(port=8080)
    # ok: python.net.bind-all-interfaces
    HTTPServer(("localhost", 8080), handler)
    # ok: python.net.bind-all-interfaces
    unspecified = header == "0.0.0.0"
    # ok: python.net.bind-all-interfaces
    listener.bind((os.environ["BIND_ADDRESS"], 8080))
    return unspecified


async def local_too(handler):
    # ok: python.net.bind-all-interfaces
    return await asyncio.start_server(handler, "127.0.0.1", 8080)
