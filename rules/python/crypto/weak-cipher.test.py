import os

from Crypto.Cipher import AES, ARC4, DES
from Cryptodome.Cipher import Blowfish as Fish
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305
from cryptography.hazmat.primitives.ciphers.algorithms import TripleDES
import Crypto.Cipher.DES3


def weak(key, iv, nonce):
    # ruleid: python.crypto.weak-cipher
    first = DES.new(key, DES.MODE_CBC, iv)
    # ruleid: python.crypto.weak-cipher
    second = ARC4.new(key)
    # ruleid: python.crypto.weak-cipher
    third = Fish.new(key, Fish.MODE_CBC, iv)
    # ruleid: python.crypto.weak-cipher
    fourth = Crypto.Cipher.DES3.new(key, Crypto.Cipher.DES3.MODE_CFB, iv)
    # ruleid: python.crypto.weak-cipher
    fifth = Cipher(algorithms.Blowfish(key), modes.CBC(iv))
    # ruleid: python.crypto.weak-cipher
    sixth = Cipher(TripleDES(key), modes.CBC(iv))
    return first, second, third, fourth, fifth, sixth


def strong(key, data, nonce):
    # ok: python.crypto.weak-cipher
    first = AES.new(key, AES.MODE_GCM)
    # ok: python.crypto.weak-cipher
    second = AESGCM(key).encrypt(os.urandom(12), data, None)
    # ok: python.crypto.weak-cipher
    third = ChaCha20Poly1305(key)
    # ok: python.crypto.weak-cipher
    fourth = Cipher(algorithms.AES(key), modes.GCM(nonce))
    return first, second, third, fourth
