package org.offhook.core.calls.script;

import java.util.List;
import org.offhook.core.domains.SipTrunk;
import org.offhook.core.domains.SipTrunk.Place;
import org.offhook.protocols.sip.SipUri;

/// Documents that connect a call without an application: what Dial can, trunks and SIP addresses can too.
final class Connection {

    private static final String OPEN = "<Response><Dial answerOnBridge=\"true\" timeout=\"120\"";

    private Connection() {}

    /// To a SIP address.
    static String to(String uri) {
        return OPEN + "><Sip>" + escaped(uri) + "</Sip></Dial></Response>";
    }

    /// To a number, for a PBX that calls out.
    static String out(SipTrunk trunk, String number) {
        return OPEN + recording(trunk) + "><Number>" + number + "</Number></Dial></Response>";
    }

    /// To the places of a trunk, which see the number in the user part.
    static String in(SipTrunk trunk, String number) {
        StringBuilder document =
                new StringBuilder(OPEN).append(recording(trunk)).append("><Sip>");
        for (Place place : trunk.places()) {
            SipUri uri = SipUri.parse(place.uri());
            if (uri != null) {
                SipUri target = SipUri.of(number, uri.host(), uri.port()).withParams(uri.params());
                document.append("<Uri priority=\"").append(place.priority()).append("\" weight=\"");
                document.append(place.weight()).append("\">").append(escaped(target.toString()));
                document.append("</Uri>");
            }
        }
        return document.append("</Sip></Dial></Response>").toString();
    }

    static boolean isSip(String url) {
        return List.of("sip:", "sips:").stream()
                .anyMatch(scheme -> url.regionMatches(true, 0, scheme, 0, scheme.length()));
    }

    private static String recording(SipTrunk trunk) {
        return " record=\"" + trunk.recording() + "\" trim=\"" + trunk.trim() + "\"";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
