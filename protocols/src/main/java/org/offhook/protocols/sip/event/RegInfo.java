package org.offhook.protocols.sip.event;

import java.util.List;
import java.util.Locale;

/// The devices of an address of record (RFC 3680). Each document is the full state: a device that is not in it
/// has left.
public final class RegInfo {

    public static final String EVENT = "reg";
    public static final String CONTENT_TYPE = "application/reginfo+xml";

    private RegInfo() {}

    /// @param uri where the device is reached
    /// @param q   its preference, 0 to 1000
    public record Contact(String uri, int q) {}

    /// @param address the address of record
    /// @param version 0 in the first document of a subscription, one more in each (§5.1)
    public static String write(String address, int version, List<Contact> contacts) {
        StringBuilder out = new StringBuilder(XmlText.HEAD)
                .append("<reginfo xmlns=\"urn:ietf:params:xml:ns:reginfo\" version=\"")
                .append(version)
                .append("\" state=\"full\">\n<registration aor=\"")
                .append(XmlText.of(address))
                .append("\" id=\"r\" state=\"")
                .append(contacts.isEmpty() ? "init" : "active")
                .append("\">\n");
        for (Contact contact : contacts) {
            out.append("<contact id=\"c")
                    .append(Integer.toHexString(contact.uri.hashCode()))
                    .append("\" state=\"active\" event=\"registered\" q=\"")
                    .append(String.format(Locale.ROOT, "%d.%03d", contact.q / 1000, contact.q % 1000))
                    .append("\"><uri>")
                    .append(XmlText.of(contact.uri))
                    .append("</uri></contact>\n");
        }
        return out.append("</registration>\n</reginfo>\n").toString();
    }
}
