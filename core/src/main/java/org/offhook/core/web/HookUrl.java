package org.offhook.core.web;

import java.util.Locale;
import org.offhook.protocols.sip.SipUri;

/// What a customer may write where a URL of the application is asked for.
public final class HookUrl {

    /// Longer ones are refused; servers and proxies refuse them too.
    public static final int LONGEST = 4096;

    /// A `data:` URL holds the whole document.
    public static final int LONGEST_DOCUMENT = 16 * 1024;

    /// A SIP address (contract §7.2).
    private static final int LONGEST_ADDRESS = 255;

    private HookUrl() {}

    /// Whether it is an absolute `http` or `https` URL or a template of one, or a `data:` URL that is the
    /// document itself. Whether somebody answers there, and whether the platform may go there, shows when it is
    /// asked.
    public static boolean isValid(String url) {
        if (url.regionMatches(true, 0, "data:", 0, 5)) {
            return url.length() <= LONGEST_DOCUMENT && url.indexOf(',') > 0;
        }
        if (url.length() > LONGEST || !url.chars().allMatch(c -> c > ' ' && c != 0x7f && "\"<>\\^`".indexOf(c) < 0)) {
            return false;
        }
        String lower = url.toLowerCase(Locale.ROOT);
        int start = lower.startsWith("http://") ? 7 : lower.startsWith("https://") ? 8 : url.length();
        int end = start;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        String authority = url.substring(start, end);
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        return !host.isEmpty() && host.charAt(0) != ':';
    }

    /// Whether calls can be answered by it: by an application, or by connecting them to a `sip:` address.
    public static boolean answersCalls(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        boolean address = lower.startsWith("sip:") || lower.startsWith("sips:");
        return address ? (url.length() <= LONGEST_ADDRESS && SipUri.parse(url) != null) : isValid(url);
    }

    /// Whether the application can be asked with it.
    public static boolean isMethod(String method) {
        return method.equals("GET") || method.equals("POST");
    }
}
