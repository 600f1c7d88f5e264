package org.offhook.protocols.sdp;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One RTP payload type and what it stands for.
///
/// @param payloadType 0–127
/// @param encoding the name as registered, in upper case (`PCMU`) except `telephone-event`
/// @param clockRate in Hz
/// @param channels 1 unless the `rtpmap` says otherwise
/// @param parameters of `fmtp`; empty when there are none
public record RtpFormat(int payloadType, String encoding, int clockRate, int channels, String parameters) {
    public static final String TELEPHONE_EVENT = "telephone-event";

    public static final RtpFormat PCMU = new RtpFormat(0, "PCMU", 8000, 1, "");
    public static final RtpFormat PCMA = new RtpFormat(8, "PCMA", 8000, 1, "");

    /// Its clock is 8 kHz though its sound is 16 kHz (RFC 3551 §4.5.2).
    public static final RtpFormat G722 = new RtpFormat(9, "G722", 8000, 1, "");

    /// Its channels are two, whatever is in the packets; the number is ours (RFC 7587 §7). What is lost may be
    /// repeated: we can use that.
    public static final RtpFormat OPUS = new RtpFormat(111, "OPUS", 48_000, 2, "useinbandfec=1");

    /// Digits, `*`, `#`, A–D as events 0–15 (RFC 4733 §3.2).
    public static final RtpFormat EVENTS = new RtpFormat(101, TELEPHONE_EVENT, 8000, 1, "0-15");

    /// The same beside Opus: events run by the clock of the sound that they interrupt (RFC 4733 §2.1).
    public static final RtpFormat OPUS_EVENTS = new RtpFormat(110, TELEPHONE_EVENT, 48_000, 1, "0-15");

    /// The format of a payload type in a media section: its `rtpmap`, or the static assignment of RFC 3551 §6.
    static Optional<RtpFormat> of(MediaSection section, int payloadType) {
        RtpFormat format = assigned(payloadType);
        String parameters = "";
        for (Attribute attribute : section.attributes()) {
            if (attribute.name().equals("rtpmap")) {
                RtpFormat mapped = rtpmap(valueFor(payloadType, attribute), payloadType);
                format = mapped == null ? format : mapped;
            } else if (attribute.name().equals("fmtp")) {
                String value = valueFor(payloadType, attribute);
                parameters = value.isEmpty() ? parameters : value;
            }
        }
        if (format == null) {
            return Optional.empty();
        }
        return Optional.of(new RtpFormat(payloadType, format.encoding, format.clockRate, format.channels, parameters));
    }

    /// Whether both name the same encoding, whatever their payload types are.
    public boolean sameEncoding(RtpFormat other) {
        return encoding.equals(other.encoding) && clockRate == other.clockRate && channels == other.channels;
    }

    public boolean isTelephoneEvent() {
        return encoding.equals(TELEPHONE_EVENT);
    }

    boolean isOpus() {
        return sameEncoding(OPUS);
    }

    /// A number among the parameters, which are `name=value` between semicolons.
    ///
    /// @return `otherwise` when there is none of the name, or it is no number up to nine digits
    public int parameter(String name, int otherwise) {
        for (String parameter : parameters.split(";")) {
            int equal = parameter.indexOf('=');
            if (equal > 0 && parameter.substring(0, equal).trim().equalsIgnoreCase(name)) {
                String value = parameter.substring(equal + 1).trim();
                return value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : otherwise;
            }
        }
        return otherwise;
    }

    RtpFormat withPayloadType(int changed) {
        return new RtpFormat(changed, encoding, clockRate, channels, parameters);
    }

    RtpFormat withParameters(String changed) {
        return new RtpFormat(payloadType, encoding, clockRate, channels, changed);
    }

    Attribute rtpmap() {
        String channelSuffix = channels == 1 ? "" : "/" + channels;
        return new Attribute("rtpmap", payloadType + " " + encoding + "/" + clockRate + channelSuffix);
    }

    /// What follows `payload type, space` in an attribute's value; empty when it speaks of another payload
    /// type.
    private static String valueFor(int payloadType, Attribute attribute) {
        String prefix = payloadType + " ";
        return attribute.value().startsWith(prefix)
                ? attribute.value().substring(prefix.length()).trim()
                : "";
    }

    private static @Nullable RtpFormat rtpmap(String value, int payloadType) {
        String[] part = value.split("/");
        if (part.length < 2 || part.length > 3 || !part[1].matches("[0-9]{1,6}")) {
            return null;
        }
        int channels = part.length == 3 && part[2].matches("[1-9]") ? part[2].charAt(0) - '0' : 1;
        String upper = part[0].toUpperCase(Locale.ROOT);
        String encoding = upper.equals("TELEPHONE-EVENT") ? TELEPHONE_EVENT : upper;
        return new RtpFormat(payloadType, encoding, Integer.parseInt(part[1]), channels, "");
    }

    private static @Nullable RtpFormat assigned(int payloadType) {
        return switch (payloadType) {
            case 0 -> PCMU;
            case 8 -> PCMA;
            case 9 -> G722;
            default -> null;
        };
    }
}
