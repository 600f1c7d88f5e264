package org.offhook.protocols.sdp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a session description (RFC 8866 §9). Lines may end in CRLF or LF; unknown line types are read over;
/// whatever is understood must be well formed.
public final class SdpReader {
    private final String text;
    private int position;
    private int lineNumber;

    private @Nullable Origin origin;
    private String name = "-";
    private @Nullable Connection connection;
    private final List<Attribute> attributes = new ArrayList<>();
    private final List<MediaSection> media = new ArrayList<>();
    private @Nullable OpenSection open;

    private SdpReader(String text) {
        this.text = text;
    }

    public static SdpRead read(String text) {
        SdpReader reader = new SdpReader(text);
        try {
            return new SdpRead.Parsed(reader.description());
        } catch (Bad bad) {
            return new SdpRead.Malformed(reader.lineNumber, bad.reason);
        }
    }

    private SessionDescription description() throws Bad {
        check(text.length() <= SdpLimits.TEXT, "description is too long");
        check(text.chars().noneMatch(SdpReader::isControl), "control character in the description");
        check("v=0".equals(nextLine()), "description must begin with v=0");
        for (String line = nextLine(); line != null; line = nextLine()) {
            if (!line.isEmpty()) {
                check(line.length() >= 2 && line.charAt(1) == '=', "line is not type=value");
                take(line.charAt(0), line.substring(2));
            }
        }
        closeSection();
        if (origin == null) {
            throw new Bad("o= is missing");
        }
        return new SessionDescription(origin, name, connection, attributes, media);
    }

    private void take(char type, String value) throws Bad {
        switch (type) {
            case 'v' -> throw new Bad("v= occurs again");
            case 'o' -> {
                check(origin == null && open == null, "o= out of place");
                origin = origin(value);
            }
            case 's' -> name = value;
            case 'c' -> {
                if (open == null) {
                    connection = connection(value);
                } else {
                    open.connection = connection(value);
                }
            }
            case 'm' -> {
                closeSection();
                check(media.size() < SdpLimits.MEDIA, "too many m= lines");
                open = section(value);
            }
            case 'a' -> {
                List<Attribute> target = open == null ? attributes : open.attributes;
                check(target.size() < SdpLimits.ATTRIBUTES, "too many attributes");
                target.add(attribute(value));
            }
            default -> {
                // Valid types that offer/answer does not need, and types of the future (RFC 8866 §5: ignore).
            }
        }
    }

    private void closeSection() {
        if (open != null) {
            media.add(open.close());
            open = null;
        }
    }

    private static Origin origin(String value) throws Bad {
        String[] field = value.trim().split("[ \t]+");
        check(field.length == 6, "o= must have six fields");
        check(isDigits(field[1]) && isDigits(field[2]), "session id and version must be digits");
        return new Origin(field[0], field[1], field[2], field[4], field[5]);
    }

    private static Connection connection(String value) throws Bad {
        String[] field = value.trim().split("[ \t]+");
        check(field.length == 3 && field[0].equals("IN"), "c= must be IN, type and address");
        check(field[1].equals("IP4") || field[1].equals("IP6"), "address type must be IP4 or IP6");
        int slash = field[2].indexOf('/');
        String address = slash < 0 ? field[2] : field[2].substring(0, slash);
        check(!address.isEmpty(), "address is empty");
        return new Connection(field[1], address);
    }

    private static OpenSection section(String value) throws Bad {
        String[] field = value.trim().split("[ \t]+");
        check(field.length >= 4, "m= must be kind, port, protocol and formats");
        check(field.length - 3 <= SdpLimits.FORMATS, "too many formats");
        int slash = field[1].indexOf('/');
        int port = number(slash < 0 ? field[1] : field[1].substring(0, slash), 65_535, "port");
        if (slash >= 0) {
            number(field[1].substring(slash + 1), 65_535, "port count");
        }
        List<String> formats = List.of(field).subList(3, field.length);
        if (MediaSection.isRtp(field[2])) {
            for (String format : formats) {
                number(format, 127, "payload type");
            }
        }
        return new OpenSection(field[0], port, field[2], formats);
    }

    private static Attribute attribute(String value) throws Bad {
        int colon = value.indexOf(':');
        String attributeName = colon < 0 ? value : value.substring(0, colon);
        check(!attributeName.isBlank(), "attribute without a name");
        return new Attribute(
                attributeName.trim(),
                colon < 0 ? "" : value.substring(colon + 1).trim());
    }

    /// A decimal number from 0 to `max`; longer digit strings are refused before they can overflow.
    private static int number(String digits, int max, String what) throws Bad {
        check(isDigits(digits) && digits.length() <= 5, what + " is not a number in range");
        int number = Integer.parseInt(digits);
        check(number <= max, what + " is out of range");
        return number;
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /// What stands in no line of a description that a program wrote, and would be lost or cut when it is written
    /// on.
    private static boolean isControl(int c) {
        return (c < ' ' && c != '\t' && c != '\r' && c != '\n') || c == 0x7f;
    }

    private @Nullable String nextLine() throws Bad {
        if (position >= text.length()) {
            return null;
        }
        lineNumber++;
        int end = text.indexOf('\n', position);
        if (end < 0) {
            end = text.length();
        }
        int stop = end > position && text.charAt(end - 1) == '\r' ? end - 1 : end;
        check(stop - position <= SdpLimits.LINE, "line is too long");
        String line = text.substring(position, stop);
        check(line.indexOf('\r') < 0, "CR inside a line");
        position = end + 1;
        return line;
    }

    private static void check(boolean holds, String reason) throws Bad {
        if (!holds) {
            throw new Bad(reason);
        }
    }

    /// The section being read: its lines come after its `m=`.
    private static final class OpenSection {
        private final String kind;
        private final int port;
        private final String protocol;
        private final List<String> formats;
        private final List<Attribute> attributes = new ArrayList<>();
        private @Nullable Connection connection;

        OpenSection(String kind, int port, String protocol, List<String> formats) {
            this.kind = kind;
            this.port = port;
            this.protocol = protocol;
            this.formats = formats;
        }

        MediaSection close() {
            return new MediaSection(kind, port, protocol, formats, connection, attributes);
        }
    }

    /// Leaves the parser from any depth; never leaves this class, so it carries no stack trace.
    private static final class Bad extends Exception {
        private final String reason;

        Bad(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }
    }
}
