// The media type of a file by its extension (IANA media types registry).
//
// What is not listed is a download: a browser never guesses, because `nosniff` is sent with it.

/// The media type of a file's name, with its charset where it is text.
public func contentType(ofFile name: String) -> String {
  let bytes = name.utf8
  guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")) else { return download }
  return types[String(name[name.index(after: dot)...]).lowercased()] ?? download
}

private let download = "application/octet-stream"

private let types: [String: String] = [
  "html": "text/html; charset=utf-8", "htm": "text/html; charset=utf-8",
  "css": "text/css; charset=utf-8",
  "js": "text/javascript; charset=utf-8", "mjs": "text/javascript; charset=utf-8",
  "json": "application/json", "map": "application/json", "jsonl": "application/jsonl",
  "webmanifest": "application/manifest+json", "geojson": "application/geo+json",
  "xml": "application/xml", "rss": "application/rss+xml", "atom": "application/atom+xml",
  "txt": "text/plain; charset=utf-8", "md": "text/markdown; charset=utf-8",
  "csv": "text/csv; charset=utf-8", "ics": "text/calendar; charset=utf-8",
  "vcf": "text/vcard; charset=utf-8", "vtt": "text/vtt; charset=utf-8",
  "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
  "webp": "image/webp", "avif": "image/avif", "svg": "image/svg+xml", "ico": "image/x-icon",
  "woff": "font/woff", "woff2": "font/woff2", "ttf": "font/ttf", "otf": "font/otf",
  "mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "oga": "audio/ogg",
  "opus": "audio/ogg", "wav": "audio/wav", "flac": "audio/flac",
  "mp4": "video/mp4", "m4v": "video/mp4", "webm": "video/webm", "ogv": "video/ogg",
  "mov": "video/quicktime",
  "pdf": "application/pdf", "zip": "application/zip", "gz": "application/gzip",
  "epub": "application/epub+zip", "wasm": "application/wasm",
  "odt": "application/vnd.oasis.opendocument.text",
  "ods": "application/vnd.oasis.opendocument.spreadsheet",
  "odp": "application/vnd.oasis.opendocument.presentation",
  "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
]
