package org.offhook.protocols.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The offer/answer model (RFC 3264) for one audio stream over plain RTP.
///
/// Of an offer the first usable audio stream is taken and every other stream is refused with port 0, so the
/// number and order of `m=` lines never changes (§6). A stream is usable when it is `RTP/AVP` or `RTP/AVPF`,
/// has a port, an address literal of our own family and a codec that both know; or the same with an S, when both
/// know how to encrypt it (RFC 4568).
///
/// A side that may encrypt but need not offers `RTP/AVP` with its keys: who knows them encrypts, all others
/// hear it in the clear. RFC 4568 wants keys in `RTP/SAVP` only, which phones that do not know it refuse.
public final class OfferAnswer {
    private static final int DEFAULT_PTIME = 20;

    /// Milliseconds of a packet that is wished for at most; up to 120 are understood.
    private static final int LONGEST_OPUS = 60;

    private static final List<String> PLAIN = List.of("RTP/AVP", "RTP/AVPF");
    private static final List<String> SECURE = List.of("RTP/SAVP", "RTP/SAVPF");

    private OfferAnswer() {}

    public static SessionDescription offer(LocalAudio local) {
        Protection protection = local.protection();
        String protocol = protection.must() ? "RTP/SAVP" : "RTP/AVP";
        MediaSection section =
                audio(local, protocol, local.formats(), local.direction(), local.ice() != null, protection.ours());
        return describe(local, List.of(section), local.ice() != null);
    }

    public static Negotiation answer(SessionDescription offer, LocalAudio local) {
        List<MediaSection> sections = new ArrayList<>();
        AudioAgreement agreement = null;
        String refusal = "no audio stream is offered";
        for (MediaSection section : offer.media()) {
            if (agreement != null || !section.kind().equals("audio")) {
                sections.add(section.refused());
                continue;
            }
            switch (stream(offer, section, local, false)) {
                case Stream.Usable usable -> {
                    agreement = usable.agreement();
                    sections.add(answerTo(section, local, usable));
                }
                case Stream.Unusable unusable -> {
                    refusal = unusable.reason();
                    sections.add(section.refused());
                }
            }
        }
        return agreement == null
                ? new Negotiation.Refused(refusal)
                : new Negotiation.Agreed(describe(local, sections, agreement.ice() != null), agreement);
    }

    /// Reads the answer to an offer that [#offer] made of `local`.
    public static Negotiation accept(LocalAudio local, SessionDescription answer) {
        if (answer.media().size() != 1 || !answer.media().getFirst().kind().equals("audio")) {
            return new Negotiation.Refused("answer does not have the offered streams");
        }
        return switch (stream(answer, answer.media().getFirst(), local, true)) {
            case Stream.Usable usable -> new Negotiation.Agreed(answer, receiving(local, usable.agreement()));
            case Stream.Unusable unusable -> new Negotiation.Refused(unusable.reason());
        };
    }

    /// What may arrive carries the payload types of our offer; the answer may have chosen others for what we
    /// send.
    private static AudioAgreement receiving(LocalAudio local, AudioAgreement agreed) {
        List<RtpFormat> receivable = new ArrayList<>();
        for (RtpFormat known : local.formats()) {
            if (agreed.receivable().stream().anyMatch(known::sameEncoding)) {
                receivable.add(known);
            }
        }
        return agreed.withReceivable(receivable);
    }

    private static MediaSection answerTo(MediaSection offered, LocalAudio local, Stream.Usable usable) {
        AudioAgreement agreement = usable.agreement();
        boolean mux = agreement.rtcpMux();
        Protection.Agreed keys = agreement.protection();
        List<CryptoLine> lines = keys == null ? List.of() : List.of(keys.ours());
        LocalAudio checked = agreement.ice() == null ? local.withIce(null) : local;
        return audio(checked, offered.protocol(), usable.common(), agreement.direction(), mux, lines);
    }

    /// Judges the other side's section. The agreement comes out the same for an offer and for an answer,
    /// because both carry the sender's payload types and address, and the order of its formats is its
    /// preference.
    ///
    /// @param answer whether it answers an offer of ours
    private static Stream stream(SessionDescription remote, MediaSection section, LocalAudio local, boolean answer) {
        if (section.port() == 0) {
            return new Stream.Unusable("audio stream is refused");
        }
        boolean secure = SECURE.contains(section.protocol());
        if (!secure && !PLAIN.contains(section.protocol())) {
            return new Stream.Unusable("audio is offered only over a transport that is not spoken here");
        }
        Protection.Agreed keys = local.protection().with(section, answer).orElse(null);
        if (secure && keys == null) {
            return new Stream.Unusable(
                    local.protection().ours().isEmpty()
                            ? "encrypted audio is not taken over this connection"
                            : "no way to encrypt audio in common");
        }
        if (local.protection().must() && keys == null) {
            return new Stream.Unusable("audio must be encrypted");
        }
        Connection connection = remote.connectionOf(section).orElse(null);
        if (connection == null) {
            return new Stream.Unusable("audio stream has no address");
        }
        if (!isLiteral(connection)) {
            return new Stream.Unusable("audio address is not an address literal");
        }
        if (!connection.type().equals(Connection.typeOf(local.host())) && !connection.isUnspecified()) {
            return new Stream.Unusable("audio address is " + connection.type() + ", media goes by "
                    + Connection.typeOf(local.host()) + " only");
        }
        List<RtpFormat> common = common(section, local);
        RtpFormat codec = null;
        RtpFormat events = null;
        for (RtpFormat format : common) {
            codec = codec == null && !format.isTelephoneEvent() ? format : codec;
        }
        if (codec == null) {
            return new Stream.Unusable("no codec in common");
        }
        for (RtpFormat format : common) {
            boolean better = events == null
                    || (events.clockRate() != codec.clockRate() && format.clockRate() == codec.clockRate());
            events = format.isTelephoneEvent() && better ? format : events;
        }
        boolean mux = section.attribute("rtcp-mux").isPresent();
        Ice ice = mux ? ice(remote, section, local) : null;
        AudioAgreement agreement = new AudioAgreement(
                connection.address(),
                section.port(),
                mux ? section.port() : rtcpPort(section),
                mux,
                sending(section, codec),
                common,
                events,
                direction(remote, section, ice == null && connection.isUnspecified())
                        .and(local.direction()),
                ptime(section),
                keys,
                ice);
        return new Stream.Usable(agreement, common);
    }

    private static @Nullable Ice ice(SessionDescription remote, MediaSection section, LocalAudio local) {
        IceCredentials ours = local.ice();
        IceCredentials theirs = IceCredentials.of(remote, section).orElse(null);
        return ours == null || theirs == null ? null : new Ice(ours, theirs);
    }

    /// Our view of the direction. An unspecified address is hold by RFC 2543: we must not send (RFC 3264 §8.4);
    /// with ICE it only says that nothing is known yet.
    private static Direction direction(SessionDescription remote, MediaSection section, boolean oldHold) {
        Direction ours = remote.directionOf(section).reversed();
        return oldHold ? ours.and(Direction.RECVONLY) : ours;
    }

    /// With the parameters of the other side, which say how it wants to be sent to.
    private static RtpFormat sending(MediaSection section, RtpFormat codec) {
        String wishes = RtpFormat.of(section, codec.payloadType())
                .map(RtpFormat::parameters)
                .orElse("");
        return codec.withParameters(wishes);
    }

    /// In the order of the other side, but for Opus: it costs many times as much as the others, so where we do
    /// not prefer it ourselves it comes after them.
    private static List<RtpFormat> common(MediaSection section, LocalAudio local) {
        List<RtpFormat> common = inCommon(section, local);
        List<RtpFormat> opus = common.stream().filter(RtpFormat::isOpus).toList();
        if (!opus.isEmpty() && !local.formats().getFirst().isOpus()) {
            common.removeAll(opus);
            common.addAll(opus);
        }
        return common;
    }

    private static List<RtpFormat> inCommon(MediaSection section, LocalAudio local) {
        List<RtpFormat> common = new ArrayList<>();
        for (String payloadType : section.formats()) {
            Optional<RtpFormat> offered = RtpFormat.of(section, Integer.parseInt(payloadType));
            for (RtpFormat known : local.formats()) {
                if (offered.isPresent() && known.sameEncoding(offered.get())) {
                    common.add(known.withPayloadType(offered.get().payloadType()));
                }
            }
        }
        return common;
    }

    private static boolean isLiteral(Connection connection) {
        return connection.type().equals("IP6")
                ? connection.address().matches("[0-9A-Fa-f:.]{2,45}")
                        && connection.address().contains(":")
                : connection.address().matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    }

    private static int rtcpPort(MediaSection section) {
        int standard = Math.min(section.port() + 1, 65_535);
        return section.attribute("rtcp")
                .map(value -> positive(value.split(" ")[0], 65_535, standard))
                .orElse(standard);
    }

    private static int ptime(MediaSection section) {
        return section.attribute("ptime")
                .map(value -> positive(value, 200, DEFAULT_PTIME))
                .orElse(DEFAULT_PTIME);
    }

    private static int positive(String digits, int max, int otherwise) {
        if (!digits.matches("[0-9]{1,5}")) {
            return otherwise;
        }
        int number = Integer.parseInt(digits);
        return number >= 1 && number <= max ? number : otherwise;
    }

    private static SessionDescription describe(LocalAudio local, List<MediaSection> sections, boolean ice) {
        List<Attribute> session = ice ? List.of(Ice.LITE) : List.of();
        return new SessionDescription(local.origin(), "-", Connection.to(local.host()), session, List.copyOf(sections));
    }

    private static MediaSection audio(
            LocalAudio local,
            String protocol,
            List<RtpFormat> formats,
            Direction direction,
            boolean mux,
            List<CryptoLine> keys) {
        List<String> payloadTypes = new ArrayList<>();
        List<Attribute> attributes = new ArrayList<>();
        for (RtpFormat format : formats) {
            payloadTypes.add(Integer.toString(format.payloadType()));
            attributes.add(format.rtpmap());
            if (!format.parameters().isEmpty()) {
                attributes.add(new Attribute("fmtp", format.payloadType() + " " + format.parameters()));
            }
        }
        keys.forEach(line -> attributes.add(line.attribute()));
        if (local.ice() != null) {
            attributes.addAll(Ice.attributes(local.ice(), local.host(), local.port()));
        }
        attributes.add(new Attribute("ptime", Integer.toString(local.ptime())));
        if (formats.stream().anyMatch(RtpFormat::isOpus)) {
            attributes.add(new Attribute("maxptime", Integer.toString(LONGEST_OPUS)));
        }
        attributes.add(Attribute.property(direction.attribute()));
        if (mux) {
            attributes.add(Attribute.property("rtcp-mux"));
        } else if (local.rtcpPort() != local.port() + 1) {
            attributes.add(new Attribute("rtcp", Integer.toString(local.rtcpPort())));
        }
        return new MediaSection("audio", local.port(), protocol, payloadTypes, null, attributes);
    }

    /// One of the other side's streams, judged.
    private sealed interface Stream {
        record Usable(AudioAgreement agreement, List<RtpFormat> common) implements Stream {}

        record Unusable(String reason) implements Stream {}
    }
}
