package org.offhook.adapters.audiofile;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// What a file is, by its first bytes; its media type counts only where bytes say nothing.
sealed interface FileKind {

    record Wav() implements FileKind {}

    record Mp3() implements FileKind {}

    /// µ-law or A-law samples without any header, 8,000 a second; only a media type can tell.
    record Headerless(boolean ulaw) implements FileKind {}

    /// @param demuxer the one that ffmpeg is told to use, so that no file can talk it into another
    record ForFfmpeg(String demuxer) implements FileKind {}

    record Unknown() implements FileKind {}

    /// Bytes at an offset that mean a container.
    record Mark(int offset, String bytes, String demuxer) {}

    List<Mark> MARKS = List.of(
            new Mark(0, "OggS", "ogg"),
            new Mark(0, "fLaC", "flac"),
            new Mark(4, "ftyp", "mov"),
            new Mark(4, "moov", "mov"),
            new Mark(4, "mdat", "mov"),
            new Mark(0, "\u001aE\u00df\u00a3", "matroska"),
            new Mark(0, "0&\u00b2u\u008ef\u00cf\u0011", "asf"),
            new Mark(0, ".snd", "au"),
            new Mark(0, "#!AMR", "amr"),
            new Mark(0, "caff", "caf"),
            new Mark(8, "AIFF", "aiff"),
            new Mark(8, "AIFC", "aiff"),
            new Mark(8, "AVI ", "avi"),
            new Mark(0, "FLV\u0001", "flv"),
            new Mark(0, "\u0000\u0000\u0001\u00ba", "mpeg"));

    static FileKind of(byte[] bytes, String contentType) {
        if (has(bytes, 0, "RIFF") && has(bytes, 8, "WAVE")) {
            return new Wav();
        }
        for (Mark mark : MARKS) {
            if (has(bytes, mark.offset(), mark.bytes())) {
                return new ForFfmpeg(mark.demuxer());
            }
        }
        if (has(bytes, 0, "ID3")) {
            return new Mp3();
        }
        if (bytes.length > 4 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xe0) == 0xe0) {
            return frame(bytes);
        }
        return switch (mediaType(contentType)) {
            case "audio/basic", "audio/ulaw", "audio/x-mulaw", "audio/mulaw", "audio/pcmu" -> new Headerless(true);
            case "audio/alaw", "audio/x-alaw", "audio/pcma" -> new Headerless(false);
            case "audio/gsm", "audio/x-gsm" -> new ForFfmpeg("gsm");
            default -> new Unknown();
        };
    }

    /// MPEG audio layers 1–3, or ADTS, which has the layer bits 0.
    private static FileKind frame(byte[] bytes) {
        int layer = (bytes[1] >> 1) & 3;
        boolean version = ((bytes[1] >> 3) & 3) != 1;
        boolean rates = ((bytes[2] >> 4) & 15) != 15 && ((bytes[2] >> 2) & 3) != 3;
        if (layer == 0 && (bytes[1] & 0xf0) == 0xf0) {
            return new ForFfmpeg("aac");
        }
        return layer != 0 && version && rates ? new Mp3() : new Unknown();
    }

    private static String mediaType(String contentType) {
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).trim().toLowerCase(Locale.ROOT);
    }

    private static boolean has(byte[] bytes, int offset, String mark) {
        byte[] wanted = mark.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length < offset + wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (bytes[offset + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
