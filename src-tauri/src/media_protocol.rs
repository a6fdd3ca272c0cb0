//! The scheme `media`: images, thumbnails and takes for the page, by id. The page never learns or names a path.
//!
//! `media://localhost/thumb/<id>?side=<pixels>` is a JPEG; `media://localhost/wave/<id>` how loud a take gets, as
//! [`to_bytes`](segue_core::media::Waveform::to_bytes) writes it; `media://localhost/file/<id>` the file itself, whole or in ranges.
//! On Windows the same stands under `http://media.localhost/`.

use std::io::{self, Read, Seek, SeekFrom};

use segue_core::media::OpenMedia;
use segue_core::model::MediaId;
use segue_core::{Error, ErrorCode};
use tauri::http::header::{
    ACCEPT_RANGES, ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, CACHE_CONTROL, CONTENT_LENGTH,
    CONTENT_RANGE, CONTENT_TYPE, HeaderMap, HeaderValue, ORIGIN, RANGE, VARY, X_CONTENT_TYPE_OPTIONS,
};
use tauri::http::{Method, Request, Response, StatusCode};
use tauri::{AppHandle, Manager, UriSchemeContext, UriSchemeResponder, Url, Wry};

use crate::byte_range::Portion;
use crate::page;
use crate::state::OpenLibrary;

/// The scheme's name.
pub(crate) const SCHEME: &str = "media";

/// Longest part in one answer. A player asks for the next when it needs it.
const LONGEST_PART: u64 = 8 << 20;

/// Largest file that is sent whole. Images are at most 50 MB; a longer take has to be asked for in ranges.
const LARGEST_WHOLE: u64 = 64 << 20;

/// Sides of a thumbnail, in pixels.
const SIDES: std::ops::RangeInclusive<u32> = 16..=2048;
const USUAL_SIDE: u32 = 320;

#[derive(Debug, PartialEq, Eq)]
enum Wanted {
    Thumbnail { id: MediaId, side: u32 },
    Waveform { id: MediaId },
    File { id: MediaId },
}

/// Answers a request of the page, on a thread that is not the window's.
pub(crate) fn answer(
    context: UriSchemeContext<'_, Wry>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let app = context.app_handle().clone();
    tauri::async_runtime::spawn(async move {
        let response = respond(&app, &request).await;
        responder.respond(response);
    });
}

async fn respond(app: &AppHandle, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    let answered = match wanted(request) {
        Ok(wanted) => fetch(&app.state::<OpenLibrary>(), wanted, request).await,
        Err(status) => Err(status),
    };
    let mut response = answered.unwrap_or_else(refusal);
    if request.method() == Method::HEAD {
        response.body_mut().clear();
    }
    for_the_page(request.headers(), response.headers_mut());
    response
}

/// Reads what a request asks for. Ids are digits and nothing else.
fn wanted(request: &Request<Vec<u8>>) -> Result<Wanted, StatusCode> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Err(StatusCode::METHOD_NOT_ALLOWED);
    }
    let path = request.uri().path().trim_start_matches('/');
    let (kind, id) = path.split_once('/').ok_or(StatusCode::NOT_FOUND)?;
    let id = MediaId(digits(id).ok_or(StatusCode::NOT_FOUND)?);
    match kind {
        "thumb" => Ok(Wanted::Thumbnail {
            id,
            side: side(request.uri().query())?,
        }),
        "wave" => Ok(Wanted::Waveform { id }),
        "file" => Ok(Wanted::File { id }),
        _ => Err(StatusCode::NOT_FOUND),
    }
}

fn side(query: Option<&str>) -> Result<u32, StatusCode> {
    let parameters = query.unwrap_or_default().split('&');
    let Some(side) = parameters
        .filter_map(|parameter| parameter.strip_prefix("side="))
        .next()
    else {
        return Ok(USUAL_SIDE);
    };
    digits(side)
        .filter(|side| SIDES.contains(side))
        .ok_or(StatusCode::BAD_REQUEST)
}

fn digits<N: std::str::FromStr>(text: &str) -> Option<N> {
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())
        .flatten()
}

async fn fetch(
    open: &OpenLibrary,
    wanted: Wanted,
    request: &Request<Vec<u8>>,
) -> Result<Response<Vec<u8>>, StatusCode> {
    let library = open.library().await.map_err(|error| status(&error))?;
    match wanted {
        Wanted::Thumbnail { id, side } => {
            let jpeg = library
                .thumbnail(id, side)
                .await
                .map_err(|error| status(&error))?;
            Ok(delivery(StatusCode::OK, "image/jpeg", jpeg.len() as u64, jpeg))
        }
        Wanted::Waveform { id } => {
            let waveform = library.waveform(id).await.map_err(|error| status(&error))?;
            let bytes = waveform.to_bytes();
            Ok(delivery(
                StatusCode::OK,
                "application/octet-stream",
                bytes.len() as u64,
                bytes,
            ))
        }
        Wanted::File { id } => {
            let media = library.open_media(id).await.map_err(|error| status(&error))?;
            let range = request.headers().get(RANGE).and_then(|value| value.to_str().ok());
            let portion = Portion::read(range, media.bytes, LONGEST_PART);
            let with_body = request.method() != Method::HEAD;
            let reading = tauri::async_runtime::spawn_blocking(move || file(media, portion, with_body)).await;
            reading.unwrap_or(Err(StatusCode::INTERNAL_SERVER_ERROR))
        }
    }
}

/// Reads a portion of a file. Blocks. Without a body only the head is true: how large a file is costs no reading.
fn file(media: OpenMedia, portion: Portion, with_body: bool) -> Result<Response<Vec<u8>>, StatusCode> {
    let OpenMedia {
        mut file,
        bytes,
        mime,
    } = media;
    let (code, start, len) = match portion {
        Portion::Whole if with_body && bytes > LARGEST_WHOLE => return Err(StatusCode::PAYLOAD_TOO_LARGE),
        Portion::Whole => (StatusCode::OK, 0, bytes),
        Portion::Part { start, len } => (StatusCode::PARTIAL_CONTENT, start, len),
        Portion::OutOfReach => return Ok(out_of_reach(bytes)),
    };
    let body = if with_body {
        read(&mut file, start, len)
    } else {
        Ok(Vec::new())
    };
    let body = body.map_err(|error| {
        tracing::warn!("reading a media file failed: {error}");
        StatusCode::INTERNAL_SERVER_ERROR
    })?;
    let mut response = delivery(code, mime, len, body);
    response
        .headers_mut()
        .insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if code == StatusCode::PARTIAL_CONTENT {
        response.headers_mut().insert(
            CONTENT_RANGE,
            text(format!("bytes {start}-{}/{bytes}", start + len - 1)),
        );
    }
    Ok(response)
}

fn read(file: &mut (impl Read + Seek), start: u64, len: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(start))?;
    let mut body = Vec::new();
    file.take(len).read_to_end(&mut body)?;
    if (body.len() as u64) < len {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(body)
}

fn delivery(code: StatusCode, mime: &'static str, len: u64, body: Vec<u8>) -> Response<Vec<u8>> {
    let mut response = empty(code);
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(mime));
    response
        .headers_mut()
        .insert(CONTENT_LENGTH, text(len.to_string()));
    *response.body_mut() = body;
    response
}

fn out_of_reach(bytes: u64) -> Response<Vec<u8>> {
    let mut response = empty(StatusCode::RANGE_NOT_SATISFIABLE);
    response
        .headers_mut()
        .insert(CONTENT_RANGE, text(format!("bytes */{bytes}")));
    response
}

/// Says no without saying why: the page shows a placeholder whatever the reason.
fn refusal(code: StatusCode) -> Response<Vec<u8>> {
    let mut response = empty(code);
    response
        .headers_mut()
        .insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    response
}

fn empty(code: StatusCode) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = code;
    response
}

fn text(value: String) -> HeaderValue {
    HeaderValue::try_from(value).unwrap_or_else(|_| HeaderValue::from_static(""))
}

fn status(error: &Error) -> StatusCode {
    match error.code() {
        ErrorCode::NotFound | ErrorCode::MediaMissing | ErrorCode::Invalid => StatusCode::NOT_FOUND,
        ErrorCode::UnsupportedMedia => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        _ => {
            tracing::warn!(code = ?error.code(), "a media file could not be opened: {error}");
            StatusCode::INTERNAL_SERVER_ERROR
        }
    }
}

/// Adds what every answer carries: bytes are what their type says, only our page may read them, nothing is kept.
///
/// Another library has other files under the same ids, so a cached answer could be another story's picture.
fn for_the_page(asked: &HeaderMap, answered: &mut HeaderMap) {
    answered.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    answered.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answered.insert(VARY, HeaderValue::from_static("origin"));
    let origin = asked.get(ORIGIN).filter(|origin| {
        origin
            .to_str()
            .ok()
            .and_then(|origin| Url::parse(origin).ok())
            .is_some_and(|origin| page::is_ours(&origin))
    });
    if let Some(origin) = origin {
        answered.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        answered.insert(
            ACCESS_CONTROL_EXPOSE_HEADERS,
            HeaderValue::from_static("accept-ranges, content-length, content-range"),
        );
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use rstest::rstest;

    use super::*;

    fn request(method: &str, address: &str) -> Request<Vec<u8>> {
        Request::builder()
            .method(method)
            .uri(address)
            .body(Vec::new())
            .unwrap()
    }

    #[test]
    fn thumbnails_and_files_are_asked_for_by_id() {
        let thumbnail = |id, side| {
            Ok(Wanted::Thumbnail {
                id: MediaId(id),
                side,
            })
        };
        assert_eq!(
            wanted(&request("GET", "media://localhost/thumb/7?side=64")),
            thumbnail(7, 64)
        );
        assert_eq!(
            wanted(&request("GET", "media://localhost/thumb/7")),
            thumbnail(7, 320)
        );
        assert_eq!(
            wanted(&request("GET", "http://media.localhost/thumb/7?x=1&side=64")),
            thumbnail(7, 64)
        );
        assert_eq!(
            wanted(&request("GET", "media://localhost/wave/12")),
            Ok(Wanted::Waveform { id: MediaId(12) })
        );
        assert_eq!(
            wanted(&request("HEAD", "media://localhost/file/12")),
            Ok(Wanted::File { id: MediaId(12) })
        );
    }

    #[rstest]
    #[case("POST", "media://localhost/file/1", 405)]
    #[case("OPTIONS", "media://localhost/file/1", 405)]
    #[case("GET", "media://localhost/", 404)]
    #[case("GET", "media://localhost/file/", 404)]
    #[case("GET", "media://localhost/file/-1", 404)]
    #[case("GET", "media://localhost/file/+1", 404)]
    #[case("GET", "media://localhost/file/1/2", 404)]
    #[case("GET", "media://localhost/file/..%2f..%2fetc%2fpasswd", 404)]
    #[case("GET", "media://localhost/file/99999999999999999999", 404)]
    #[case("GET", "media://localhost/wave/", 404)]
    #[case("GET", "media://localhost/trash/1", 404)]
    #[case("GET", "media://localhost/thumb/1?side=0", 400)]
    #[case("GET", "media://localhost/thumb/1?side=100000", 400)]
    #[case("GET", "media://localhost/thumb/1?side=many", 400)]
    fn anything_else_is_refused(#[case] method: &str, #[case] address: &str, #[case] code: u16) {
        assert_eq!(
            wanted(&request(method, address)),
            Err(StatusCode::from_u16(code).unwrap())
        );
    }

    #[test]
    fn a_part_is_read_from_its_start() {
        let mut file = Cursor::new(b"once upon a time".to_vec());
        assert_eq!(read(&mut file, 5, 4).unwrap(), b"upon");
        assert!(
            read(&mut file, 10, 100).is_err(),
            "a file that shrank is not sent short"
        );
    }

    fn media(bytes: u64) -> OpenMedia {
        let file = tempfile::tempfile().unwrap();
        file.set_len(bytes).unwrap();
        OpenMedia {
            file,
            bytes,
            mime: "audio/ogg",
        }
    }

    #[test]
    fn a_part_says_where_it_stands() {
        let part = file(media(100), Portion::Part { start: 10, len: 20 }, true).unwrap();
        assert_eq!(part.status(), StatusCode::PARTIAL_CONTENT);
        assert_eq!(part.headers()[CONTENT_RANGE], "bytes 10-29/100");
        assert_eq!(part.body().len(), 20);
        let nothing = file(media(100), Portion::OutOfReach, true).unwrap();
        assert_eq!(nothing.status(), StatusCode::RANGE_NOT_SATISFIABLE);
        assert_eq!(nothing.headers()[CONTENT_RANGE], "bytes */100");
    }

    #[test]
    fn a_long_take_tells_its_length_and_comes_in_parts_only() {
        let long = LARGEST_WHOLE + 1;
        assert_eq!(
            file(media(long), Portion::Whole, true).unwrap_err(),
            StatusCode::PAYLOAD_TOO_LARGE
        );
        let head = file(media(long), Portion::Whole, false).unwrap();
        assert_eq!(head.headers()[CONTENT_LENGTH], long.to_string());
        assert_eq!(head.headers()[ACCEPT_RANGES], "bytes");
        assert!(head.body().is_empty());
    }

    #[test]
    fn only_our_page_may_read_the_bytes() {
        for (origin, allowed) in [
            ("tauri://localhost", true),
            ("https://example.org", false),
            ("null", false),
        ] {
            let mut asked = HeaderMap::new();
            asked.insert(ORIGIN, HeaderValue::from_static(origin));
            let mut answered = HeaderMap::new();
            for_the_page(&asked, &mut answered);
            assert_eq!(
                answered.contains_key(ACCESS_CONTROL_ALLOW_ORIGIN),
                allowed,
                "{origin}"
            );
            assert_eq!(answered[X_CONTENT_TYPE_OPTIONS], "nosniff");
        }
    }
}
