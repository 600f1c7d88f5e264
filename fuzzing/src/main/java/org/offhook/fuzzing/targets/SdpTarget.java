package org.offhook.fuzzing.targets;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.offhook.core.siprec.RecordedMedia;
import org.offhook.fuzzing.Promise;
import org.offhook.fuzzing.Target;
import org.offhook.protocols.sdp.Direction;
import org.offhook.protocols.sdp.IceCredentials;
import org.offhook.protocols.sdp.LocalAudio;
import org.offhook.protocols.sdp.Negotiation;
import org.offhook.protocols.sdp.OfferAnswer;
import org.offhook.protocols.sdp.Origin;
import org.offhook.protocols.sdp.RtpFormat;
import org.offhook.protocols.sdp.SdpRead;
import org.offhook.protocols.sdp.SdpReader;
import org.offhook.protocols.sdp.SdpWriter;
import org.offhook.protocols.sdp.SessionDescription;

/// Session descriptions: what is read is written and read as the same; every offer gets an answer with as many
/// streams, or a refusal.
public final class SdpTarget implements Target {

    private static final LocalAudio LOCAL = new LocalAudio(
                    new Origin("-", "1", "1", "IP4", "192.0.2.1"),
                    "192.0.2.1",
                    20_000,
                    20_001,
                    List.of(RtpFormat.PCMU, RtpFormat.PCMA, RtpFormat.OPUS, RtpFormat.EVENTS, RtpFormat.OPUS_EVENTS),
                    Direction.SENDRECV,
                    20)
            .withIce(new IceCredentials("ours", "aPasswordOf22Characters"));

    @Override
    public String name() {
        return "sdp";
    }

    /// Each format of a stream looks through all its attributes.
    @Override
    public long memory() {
        return 8L << 20;
    }

    @Override
    public void check(byte[] input) {
        switch (SdpReader.read(new String(input, StandardCharsets.UTF_8))) {
            case SdpRead.Parsed(SessionDescription description) -> {
                Promise.same(new SdpRead.Parsed(description), SdpReader.read(SdpWriter.write(description)));
                negotiate(description);
                int streams = description.media().size();
                int answers = RecordedMedia.answers(SdpWriter.write(description), streams)
                        .size();
                Promise.holds(answers == streams, "an answer is one for each stream");
            }
            case SdpRead.Malformed malformed ->
                Promise.holds(!malformed.reason().chars().anyMatch(Character::isISOControl), "a reason is one line");
        }
    }

    private static void negotiate(SessionDescription description) {
        if (OfferAnswer.answer(description, LOCAL) instanceof Negotiation.Agreed agreed) {
            Promise.holds(
                    agreed.answer().media().size() == description.media().size(),
                    "an answer has as many streams as its offer");
            Promise.holds(
                    agreed.audio().ice() == null || agreed.audio().rtcpMux(), "ICE has one port for RTP and RTCP");
            Promise.same(new SdpRead.Parsed(agreed.answer()), SdpReader.read(SdpWriter.write(agreed.answer())));
        }
        OfferAnswer.accept(LOCAL, description);
    }
}
