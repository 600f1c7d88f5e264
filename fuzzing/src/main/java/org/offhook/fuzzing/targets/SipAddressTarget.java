package org.offhook.fuzzing.targets;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.offhook.fuzzing.Promise;
import org.offhook.fuzzing.Target;
import org.offhook.protocols.sip.NameAddr;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.TelUri;
import org.offhook.protocols.sip.Uri;
import org.offhook.protocols.sip.Via;

/// The addresses of SIP: what is read is written and read as the same, and what is derived of it is an address
/// too.
public final class SipAddressTarget implements Target {

    @Override
    public String name() {
        return "sip-address";
    }

    /// The fuzzer itself makes garbage for each comparison of two names, and addresses with all the parameters
    /// that they may have are compared name by name.
    @Override
    public long memory() {
        return 40_000_000;
    }

    @Override
    public void check(byte[] input) {
        // Folds were taken out of the fields before.
        String text = new String(input, StandardCharsets.UTF_8).replaceAll("[\r\n]", " ");
        Uri uri = Uri.parse(text);
        if (uri != null) {
            Promise.same(uri, Uri.parse(uri.toString()));
            derive(uri);
        }
        NameAddr address = NameAddr.parse(text);
        if (address != null) {
            Promise.same(address, NameAddr.parse(address.toString()));
            Promise.same("t", address.withTag("t").tag());
        }
        List<NameAddr> addresses = NameAddr.parseAll(text);
        if (addresses != null) {
            String written = addresses.stream().map(NameAddr::toString).collect(Collectors.joining(","));
            Promise.same(addresses, NameAddr.parseAll(written));
        }
        Via via = Via.parse(text);
        if (via != null) {
            Promise.same(via, Via.parse(via.toString()));
            Via seen = via.seenFrom("2001:db8::1", 5060);
            Promise.same(seen, Via.parse(seen.toString()));
        }
    }

    private static void derive(Uri uri) {
        switch (uri) {
            case SipUri sip -> {
                SipUri record = sip.addressOfRecord();
                Promise.same(record, record.addressOfRecord());
                Promise.same(record, Uri.parse(record.toString()));
                Promise.holds(sip.sameAs(sip), "an address is the same as itself");
                SipUri request = sip.asRequestUri();
                Promise.same(request, Uri.parse(request.toString()));
                Promise.holds(request.headers().isEmpty(), "no header comes out of an address");
            }
            case TelUri tel ->
                Promise.holds(tel.digits().length() <= tel.number().length(), "digits are some of it");
            default -> Promise.holds(!uri.scheme().isEmpty(), "an address has a scheme");
        }
    }
}
