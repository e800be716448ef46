from cryptography.hazmat.primitives.asymmetric import rsa, dsa, ec
from Crypto.PublicKey import RSA
WEAK = 1024
# ruleid: python.crypto.weak-key
rsa.generate_private_key(65537, 1024)
# ruleid: python.crypto.weak-key
RSA.generate(WEAK)
# ruleid: python.crypto.weak-key
dsa.generate_private_key(key_size=512)
# ruleid: python.crypto.weak-key
ec.generate_private_key(ec.SECP192R1())
make = rsa.generate_private_key
# ruleid: python.crypto.weak-key
make(65537, key_size=1024)
# ok: python.crypto.weak-key
rsa.generate_private_key(65537, 2048)
# ok: python.crypto.weak-key
RSA.generate(4096)
# ok: python.crypto.weak-key
ec.generate_private_key(ec.SECP256R1())
# ok: python.crypto.weak-key
make(65537, key_size=4096)
