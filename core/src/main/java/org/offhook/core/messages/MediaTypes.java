package org.offhook.core.messages;

import java.util.Locale;
import java.util.Map;

/// The media type of a message's medium, as far as its URL tells.
public final class MediaTypes {

    private static final String UNKNOWN = "application/octet-stream";
    private static final Map<String, String> BY_SUFFIX = Map.ofEntries(
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("png", "image/png"),
            Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("wav", "audio/wav"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("3gp", "video/3gpp"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("vcf", "text/vcard"),
            Map.entry("ics", "text/calendar"),
            Map.entry("txt", "text/plain"));

    private MediaTypes() {}

    public static String of(String url) {
        String path = url.replaceFirst("[?#].*", "");
        String suffix = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return BY_SUFFIX.getOrDefault(suffix, UNKNOWN);
    }
}
