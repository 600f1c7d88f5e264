package org.offhook.core.siprec;

import java.util.ArrayList;
import java.util.List;
import org.offhook.protocols.sdp.Attribute;
import org.offhook.protocols.sdp.Direction;
import org.offhook.protocols.sdp.MediaSection;
import org.offhook.protocols.sdp.SdpRead;
import org.offhook.protocols.sdp.SdpReader;
import org.offhook.protocols.sdp.SdpWriter;
import org.offhook.protocols.sdp.SessionDescription;

/// Descriptions of several streams, each of which is a media session of its own here.
public final class RecordedMedia {

    private RecordedMedia() {}

    /// One offer of all streams, in their order, each labelled 1, 2, … and sent only (RFC 7866 §7.1.1).
    ///
    /// @param offers of single sessions
    public static String offer(List<String> offers) {
        List<SessionDescription> each =
                offers.stream().map(RecordedMedia::parsed).toList();
        List<MediaSection> sections = new ArrayList<>();
        for (SessionDescription one : each) {
            sections.add(sent(one.media().getFirst(), sections.size() + 1));
        }
        return SdpWriter.write(with(each.getFirst(), sections));
    }

    /// What an answer says about each stream, as answers to the single offers; one whose stream was refused says so.
    /// Empty when it is none, or answers something else.
    public static List<String> answers(String answer, int streams) {
        return SdpReader.read(answer) instanceof SdpRead.Parsed(SessionDescription all)
                        && all.media().size() == streams
                ? all.media().stream()
                        .map(section -> SdpWriter.write(with(all, List.of(section))))
                        .toList()
                : List.of();
    }

    private static MediaSection sent(MediaSection section, int label) {
        List<Attribute> attributes = new ArrayList<>(section.attributes().stream()
                .filter(attribute -> Direction.named(attribute.name()).isEmpty())
                .toList());
        attributes.add(new Attribute("label", Integer.toString(label)));
        attributes.add(Attribute.property("sendonly"));
        return new MediaSection(
                section.kind(),
                section.port(),
                section.protocol(),
                section.formats(),
                section.connection(),
                attributes);
    }

    private static SessionDescription with(SessionDescription session, List<MediaSection> sections) {
        return new SessionDescription(
                session.origin(), session.name(), session.connection(), session.attributes(), sections);
    }

    private static SessionDescription parsed(String ours) {
        return switch (SdpReader.read(ours)) {
            case SdpRead.Parsed(SessionDescription description) -> description;
            case SdpRead.Malformed(int line, String reason) ->
                throw new IllegalArgumentException("an offer of ours, line " + line + ": " + reason);
        };
    }
}
