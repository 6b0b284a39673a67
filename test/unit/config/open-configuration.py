"""Opens an exported configuration with secrets, written from the description of its format alone.

usage: open-configuration.py FILE < PASSPHRASE

Python's own modules give scrypt; AES-256-GCM is spelled out below (FIPS 197, NIST SP 800-38D), so that nothing
but Python is needed and nothing is shared with the application.
"""
import base64
import hashlib
import json
import sys
import unicodedata


def make_sbox():
    # Inverses in GF(2^8), then the affine transformation.
    box = [0x63] * 256
    p = q = 1
    while True:
        p ^= (p << 1) ^ (0x11B if p & 0x80 else 0)
        p &= 0xFF
        q ^= q << 1
        q ^= q << 2
        q ^= q << 4
        q &= 0xFF
        if q & 0x80:
            q ^= 0x09
        rotated = q
        value = q
        for _ in range(4):
            rotated = ((rotated << 1) | (rotated >> 7)) & 0xFF
            value ^= rotated
        box[p] = value ^ 0x63
        if p == 1:
            return box


SBOX = make_sbox()


def expand(key):
    words = [list(key[i : i + 4]) for i in range(0, 32, 4)]
    rcon = 1
    for i in range(8, 60):
        word = list(words[i - 1])
        if i % 8 == 0:
            word = [SBOX[b] for b in word[1:] + word[:1]]
            word[0] ^= rcon
            rcon = (rcon << 1) ^ (0x11B if rcon & 0x80 else 0)
        elif i % 8 == 4:
            word = [SBOX[b] for b in word]
        words.append([a ^ b for a, b in zip(words[i - 8], word)])
    return [sum(words[i : i + 4], []) for i in range(0, 60, 4)]


def double(b):
    return ((b << 1) ^ (0x1B if b & 0x80 else 0)) & 0xFF


def encrypt_block(round_keys, block):
    state = [a ^ b for a, b in zip(block, round_keys[0])]
    for number, round_key in enumerate(round_keys[1:], 1):
        state = [SBOX[b] for b in state]
        state = [state[(i + 4 * (i % 4)) % 16] for i in range(16)]
        if number < 14:
            mixed = []
            for c in range(0, 16, 4):
                column = state[c : c + 4]
                everything = column[0] ^ column[1] ^ column[2] ^ column[3]
                mixed += [column[i] ^ everything ^ double(column[i] ^ column[(i + 1) % 4]) for i in range(4)]
            state = mixed
        state = [a ^ b for a, b in zip(state, round_key)]
    return bytes(state)


def multiply(x, y):
    result = 0
    for i in range(127, -1, -1):
        if (x >> i) & 1:
            result ^= y
        y = (y >> 1) ^ (0xE1 << 120 if y & 1 else 0)
    return result


def open_gcm(key, iv, data, tag, additional):
    round_keys = expand(key)
    h = int.from_bytes(encrypt_block(round_keys, bytes(16)), "big")
    digest = 0
    for part in (additional, data):
        for i in range(0, len(part), 16):
            digest = multiply(digest ^ int.from_bytes(part[i : i + 16].ljust(16, b"\0"), "big"), h)
    lengths = (len(additional) * 8).to_bytes(8, "big") + (len(data) * 8).to_bytes(8, "big")
    digest = multiply(digest ^ int.from_bytes(lengths, "big"), h)
    mask = encrypt_block(round_keys, iv + b"\0\0\0\1")
    if bytes(a ^ b for a, b in zip(digest.to_bytes(16, "big"), mask)) != tag:
        sys.exit("wrong passphrase, or the file was changed")
    clear = b""
    for i in range(0, len(data), 16):
        stream = encrypt_block(round_keys, iv + (i // 16 + 2).to_bytes(4, "big"))
        clear += bytes(a ^ b for a, b in zip(data[i : i + 16], stream))
    return clear


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        content = json.load(file)
    assert content["format"] == "ms-ews-konnektor-configuration" and content["version"] == 1
    kdf, cipher = content["kdf"], content["cipher"]
    assert kdf["name"] == "scrypt" and cipher["name"] == "aes-256-gcm"
    passphrase = unicodedata.normalize("NFKC", sys.stdin.buffer.read().decode("utf-8"))
    key = hashlib.scrypt(
        passphrase.encode("utf-8"),
        salt=base64.b64decode(kdf["salt"]),
        n=kdf["N"],
        r=kdf["r"],
        p=kdf["p"],
        maxmem=512 * 1024 * 1024,
        dklen=32,
    )
    clear = open_gcm(
        key,
        base64.b64decode(cipher["iv"]),
        base64.b64decode(content["data"]),
        base64.b64decode(cipher["tag"]),
        b"ms-ews-konnektor-configuration/1",
    )
    sys.stdout.write(clear.decode("utf-8"))


main()
