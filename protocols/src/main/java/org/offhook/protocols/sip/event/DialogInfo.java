package org.offhook.protocols.sip.event;

import java.util.List;
import java.util.Locale;

/// The calls of an address, for busy lamps (RFC 4235). Each document is the full state: a call that is not in it
/// has ended.
public final class DialogInfo {

    public static final String EVENT = "dialog";
    public static final String CONTENT_TYPE = "application/dialog-info+xml";

    private DialogInfo() {}

    /// How far a call has come (§3.7.1), as far as a lamp has to know.
    public enum State {
        /// It is being set up.
        TRYING,
        /// Somebody's phone rings.
        EARLY,
        /// They talk.
        CONFIRMED
    }

    /// @param id       what tells it from the other calls of the address
    /// @param outgoing whether the address is who calls
    public record Dialog(String id, boolean outgoing, State state) {}

    /// @param entity  the address, as it was subscribed to
    /// @param version 0 in the first document of a subscription, one more in each (§4.1)
    public static String write(String entity, int version, List<Dialog> dialogs) {
        StringBuilder out = new StringBuilder(XmlText.HEAD)
                .append("<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"")
                .append(version)
                .append("\" state=\"full\" entity=\"")
                .append(XmlText.of(entity))
                .append("\">\n");
        for (Dialog dialog : dialogs) {
            out.append("<dialog id=\"")
                    .append(XmlText.of(dialog.id))
                    .append("\" direction=\"")
                    .append(dialog.outgoing ? "initiator" : "recipient")
                    .append("\"><state>")
                    .append(dialog.state.name().toLowerCase(Locale.ROOT))
                    .append("</state></dialog>\n");
        }
        return out.append("</dialog-info>\n").toString();
    }
}
