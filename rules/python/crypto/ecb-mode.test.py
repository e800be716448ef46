from Crypto.Cipher import AES
from Cryptodome.Cipher import AES as DomeAES
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.modes import ECB


def weak(key):
    # ruleid: python.crypto.ecb-mode
    first = AES.new(key, AES.MODE_ECB)
    # ruleid: python.crypto.ecb-mode
    second = AES.new(key, mode=AES.MODE_ECB)
    # ruleid: python.crypto.ecb-mode
    third = DomeAES.new(key, DomeAES.MODE_ECB)
    # ruleid: python.crypto.ecb-mode
    fourth = Cipher(algorithms.AES(key), modes.ECB())
    # ruleid: python.crypto.ecb-mode
    fifth = Cipher(algorithms.AES(key), ECB())
    return first, second, third, fourth, fifth


def strong(key, iv, nonce):
    # ok: python.crypto.ecb-mode
    first = AES.new(key, AES.MODE_GCM)
    # ok: python.crypto.ecb-mode
    second = AES.new(key, AES.MODE_CBC, iv)
    # ok: python.crypto.ecb-mode
    third = Cipher(algorithms.AES(key), modes.GCM(nonce))
    # ok: python.crypto.ecb-mode
    fourth = Cipher(algorithms.AES(key), modes.CTR(nonce))
    return first, second, third, fourth
