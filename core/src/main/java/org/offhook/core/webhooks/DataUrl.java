package org.offhook.core.webhooks;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A document that needs no server: `data:[<type>][;base64],<content>` (RFC 2397). Unlike elsewhere, `#` is
/// part of the content, because `finishOnKey="#"` is a common thing to write.
///
/// @param type `text/plain` when the URL names none
record DataUrl(String type, byte[] content) {

    /// @return null when it is none
    static @Nullable DataUrl parse(String url) {
        int comma = url.indexOf(',');
        if (!Urls.isData(url) || comma < 0) {
            return null;
        }
        String head = url.substring("data:".length(), comma);
        byte[] content = unescape(url.substring(comma + 1));
        if (head.toLowerCase(Locale.ROOT).endsWith(";base64")) {
            head = head.substring(0, head.length() - ";base64".length());
            try {
                content = Base64.getMimeDecoder().decode(content);
            } catch (IllegalArgumentException notBase64) {
                return null;
            }
        }
        return new DataUrl(head.isEmpty() ? "text/plain" : head, content);
    }

    private static byte[] unescape(String text) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            int high = raw[i] == '%' && i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(raw[i + 2], 16);
            if (low < 0) {
                out.write(raw[i]);
            } else {
                out.write(high << 4 | low);
                i += 2;
            }
        }
        return out.toByteArray();
    }
}
