"""Writes Data/pictures.txt: small pictures and their sizes as Pillow reads them.

    pip install pillow==13.0.0 pillow-avif-plugin==1.6.0
    python3 pictures.py > ../Data/pictures.txt

A line is `name width height base64`; the size is that after the orientation that a camera wrote
down, as a browser shows the picture. For what is refused, width is the problem and height its detail.
"""

import base64
import io
import struct

from PIL import Image, ImageOps, features

try:
    import pillow_avif  # noqa: F401  registers AVIF where Pillow has none of its own
except ImportError:
    pass


def picture(width, height, mode="RGB"):
    image = Image.new(mode, (width, height))
    pixels = image.load()
    for x in range(0, width, 3):
        for y in range(0, height, 2):
            pixels[x, y] = (x * 7 % 256, y * 5 % 256, 128, 200)[: len(mode)] if len(mode) > 1 else x % 2
    return image


def encoded(image, form, **options):
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def line(name, data):
    with Image.open(io.BytesIO(data)) as image:
        width, height = ImageOps.exif_transpose(image).size
    print(name, width, height, base64.b64encode(data).decode())


def known(name, width, height, data):
    print(name, width, height, base64.b64encode(data).decode())


def exif(orientation):
    tags = Image.Exif()
    tags[0x010E] = "a description that stands before the orientation"
    tags[0x0112] = orientation
    return tags


sizes = [(1, 1), (3, 2), (17, 40), (300, 7)]

for width, height in sizes:
    image = picture(width, height)
    tag = f"{width}x{height}"
    line(f"png-{tag}.png", encoded(image, "PNG"))
    line(f"gif-{tag}.gif", encoded(image.convert("P"), "GIF"))
    line(f"jpeg-{tag}.jpg", encoded(image, "JPEG", quality=10))
    line(f"webp-lossy-{tag}.webp", encoded(image, "WEBP", quality=1))
    line(f"webp-lossless-{tag}.webp", encoded(image, "WEBP", lossless=True))
    line(f"avif-{tag}.avif", encoded(image, "AVIF", quality=1))

image = picture(6, 4)
for mode in ("1", "L", "P", "LA", "RGBA", "I;16"):
    line(f"png-{mode.replace(';', '')}.png", encoded(image.convert("L").convert(mode), "PNG"))
line("png-interlaced-text.png", encoded(image, "PNG", dpi=(300, 300)))
line("gif-animated.gif", encoded(image, "GIF", save_all=True, append_images=[image.rotate(90)] * 2))
line("webp-alpha.webp", encoded(picture(6, 4, "RGBA"), "WEBP", quality=1))
line("webp-animated.webp", encoded(image, "WEBP", save_all=True, append_images=[picture(6, 4).rotate(90)]))
line("webp-exif.webp", encoded(image, "WEBP", exif=exif(1)))
line("avif-alpha.avif", encoded(picture(6, 4, "RGBA"), "AVIF", quality=1))
line("jpeg-grey.jpg", encoded(image.convert("L"), "JPEG", quality=10))
line("jpeg-cmyk.jpg", encoded(image.convert("CMYK"), "JPEG", quality=10))
line("jpeg-progressive.jpg", encoded(image, "JPEG", quality=10, progressive=True))
line("jpeg-comment-dpi.jpg", encoded(image, "JPEG", quality=10, comment="a comment", dpi=(72, 72)))

for orientation in range(0, 10):
    line(f"jpeg-orientation-{orientation}.jpg", encoded(image, "JPEG", quality=5, exif=exif(orientation)))
    if 1 <= orientation <= 8:
        line(f"avif-orientation-{orientation}.avif", encoded(image, "AVIF", quality=1, exif=exif(orientation)))

# Exif of the other byte order, and one that says nothing: made by hand, read by Pillow.
plain = encoded(image, "JPEG", quality=5)
for name, tiff in {
    "big-endian": struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, 0x0112, 3, 1, 6, 0, 0),
    "little-endian": struct.pack("<2sHIHHHIHHI", b"II", 42, 8, 1, 0x0112, 3, 1, 8, 0, 0),
    "no-orientation": struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, 0x0100, 3, 1, 6, 0, 0),
}.items():
    body = b"Exif\0\0" + tiff
    line(f"jpeg-exif-{name}.jpg", plain[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + plain[2:])

# Exif that leads nowhere is ignored, as browsers do; Pillow may refuse it.
for name, tiff in {
    "cut": b"MM\0\x2a", "far": struct.pack(">2sHI", b"MM", 42, 0xFFFFFFFF),
    "many": struct.pack(">2sHIH", b"MM", 42, 8, 0xFFFF), "unordered": b"XX\0\x2a\0\0\0\x08",
}.items():
    body = b"Exif\0\0" + tiff
    known(f"jpeg-exif-{name}.jpg", 6, 4, plain[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + plain[2:])

# Every kind of frame header of T.81 table B.1, which Pillow does not write.
frame = plain.index(b"\xff\xc0")
for marker in range(0xC0, 0xD0):
    if marker not in (0xC4, 0xC8, 0xCC):
        known(f"jpeg-frame-{marker:X}.jpg", 6, 4, plain[:frame] + bytes([0xFF, marker]) + plain[frame + 2 :])
known("jpeg-fill-bytes.jpg", 6, 4, plain[:frame] + b"\xff\xff\xff" + plain[frame:])
known("jpeg-stray-bytes.jpg", 6, 4, plain[:frame] + b"\x00\x01\x02" + plain[frame:])

# Apple's PNG has a chunk of its own first.
png = encoded(image, "PNG")
known("png-cgbi.png", 6, 4, png[:8] + b"\0\0\0\4CgBI\x50\0\x20\6\x2b\xd5\xb3\x7f" + png[8:])

# Named otherwise than they are: the bytes decide.
known("a-png.jpg", 6, 4, png)
known("NO-ENDING", 6, 4, plain)

# Refused.
known("a.bmp", "unsupported", "BMP", encoded(image, "BMP")[:40])
known("a.tif", "unsupported", "TIFF", encoded(image, "TIFF")[:40])
known("a.heic", "unsupported", "HEIC", struct.pack(">I", 24) + b"ftypheic\0\0\0\0mif1heic")
known("a.heif", "unsupported", "HEIC", struct.pack(">I", 20) + b"ftypmif1\0\0\0\0mif1" + b"\0" * 9)
known("a.mp4", "unsupported", "a_video_or_another_kind_of_MP4", struct.pack(">I", 20) + b"ftypisom\0\0\2\0mp41")
known("a.jxl", "unsupported", "JPEG_XL", b"\xff\x0a\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00")
known("a.svgz", "unsupported", "a_compressed_SVG", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00")
known("a.txt", "unknown", "-", b"a text, and not a picture")
known("zero.png", "impossible", "0x4", png[:16] + b"\0\0\0\0" + png[20:])
known("zero.gif", "impossible", "0x0", b"GIF89a" + b"\0" * 10)
known("scan-first.jpg", "damaged", "JPEG", b"\xff\xd8\xff\xda\0\2\0\0\0\0\0\0")
known("short-segment.jpg", "damaged", "JPEG", b"\xff\xd8\xff\xe0\0\1\0\0\0\0\0\0")
known("no-header.png", "damaged", "PNG", png[:12] + b"XXXX" + png[16:40])
known("no-chunk.webp", "damaged", "WebP", b"RIFF\x10\0\0\0WEBPABCD\0\0\0\0")
known("inter-frame.webp", "damaged", "WebP", b"RIFF\x20\0\0\0WEBPVP8 \x14\0\0\0\x01" + b"\0" * 20)
known("no-items.avif", "damaged", "AVIF", struct.pack(">I", 16) + b"ftypavif\0\0\0\0" + struct.pack(">I", 12) + b"meta\0\0\0\0")
known("empty.png", "empty", "-", b"")
