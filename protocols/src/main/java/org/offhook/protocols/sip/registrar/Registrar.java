package org.offhook.protocols.sip.registrar;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.NameAddr;
import org.offhook.protocols.sip.SipMessage;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.Uri;
import org.offhook.protocols.sip.text.Cursor;

/// Processes a REGISTER that was authenticated and found to be for an address of ours: steps 6 to 8 of RFC 3261
/// §10.3. All contacts of a request succeed together or not at all.
public final class Registrar {

    private final RegistrarLimits limits;

    public Registrar(RegistrarLimits limits) {
        this.limits = limits;
    }

    /// The bindings after `register`.
    ///
    /// @param before the bindings of the address, those that are gone included or not
    /// @param now epoch second
    public Registration apply(List<Binding> before, SipRequest register, long now) {
        List<Binding> live = new ArrayList<>(before.size() + 1);
        for (Binding binding : before) {
            if (!binding.isGoneAt(now)) {
                live.add(binding);
            }
        }
        if (register.isContactWildcard()) {
            return removeAll(live, register);
        }
        List<NameAddr> contacts = register.contacts();
        if (contacts.isEmpty()) {
            return new Registration.Current(live, false);
        }
        long flows = contacts.stream()
                .filter(contact -> isNewFlow(contact, register))
                .count();
        if (flows > 1) {
            return new Registration.Refused(400, "One Flow at a Time", 0); // RFC 5626 §6
        }
        for (NameAddr contact : contacts) {
            Registration.Refused refused = put(live, contact, register, now);
            if (refused != null) {
                return refused;
            }
        }
        return live.size() > limits.bindings()
                ? new Registration.Refused(403, "Too Many Devices", 0)
                : new Registration.Current(live, true, flows > 0 ? limits.flowTimer() : 0);
    }

    private boolean isNewFlow(NameAddr contact, SipRequest register) {
        return Outbound.of(register, contact) != null && expires(contact, register) > 0;
    }

    /// Step 6: `Contact: *` removes everything, stands alone and comes with `Expires: 0`.
    private static Registration removeAll(List<Binding> live, SipRequest register) {
        if (register.expires() != 0) {
            return new Registration.Refused(400, "Wildcard Contact Needs Expires 0", 0);
        }
        for (Binding binding : live) {
            if (isOutdated(register, binding)) {
                return outOfOrder();
            }
        }
        return new Registration.Current(List.of(), !live.isEmpty());
    }

    /// Step 7: one contact.
    private Registration.@Nullable Refused put(List<Binding> live, NameAddr contact, SipRequest register, long now) {
        if (!(contact.uri() instanceof SipUri uri)) {
            return new Registration.Refused(400, "Contact Is No SIP Address", 0);
        }
        long expires = expires(contact, register);
        if (expires > 0 && expires < limits.minExpires()) {
            return new Registration.Refused(423, "Interval Too Brief", limits.minExpires());
        }
        Outbound outbound = Outbound.of(register, contact);
        int known = outbound == null ? indexOf(live, uri) : indexOf(live, outbound);
        if (known >= 0 && isOutdated(register, live.get(known))) {
            return outOfOrder();
        }
        if (expires == 0) {
            if (known >= 0) {
                live.remove(known);
            }
            return null;
        }
        Binding binding = new Binding(
                uri,
                register.callId(),
                register.cseq().number(),
                now + Math.min(expires, limits.maxExpires()),
                preference(contact),
                register.headers().values(HeaderName.PATH),
                outbound);
        if (known >= 0) {
            live.set(known, binding);
        } else {
            live.add(binding);
        }
        return null;
    }

    /// The parameter of the contact, the field of the request, or the default; what is no number counts as not
    /// said (§20.19).
    private long expires(NameAddr contact, SipRequest register) {
        String own = contact.params().get("expires");
        long expires = own == null ? SipMessage.ABSENT : SipMessage.seconds(own);
        if (expires == SipMessage.ABSENT) {
            expires = register.expires();
        }
        return expires == SipMessage.ABSENT ? limits.defaultExpires() : expires;
    }

    /// Within one Call-ID a request must be newer than the one that made the binding; from another one (a
    /// device that was restarted) it always is.
    private static boolean isOutdated(SipRequest register, Binding binding) {
        return binding.callId().equals(register.callId()) && register.cseq().number() <= binding.cseq();
    }

    private static Registration.Refused outOfOrder() {
        return new Registration.Refused(500, "Registration Out of Order", 0);
    }

    private static int indexOf(List<Binding> live, Outbound outbound) {
        for (int i = 0; i < live.size(); i++) {
            if (outbound.equals(live.get(i).outbound())) {
                return i;
            }
        }
        return -1;
    }

    private static int indexOf(List<Binding> live, SipUri contact) {
        for (int i = 0; i < live.size(); i++) {
            Uri known = live.get(i).contact();
            if (live.get(i).outbound() != null) {
                continue; // Flows of one device may have the same contact.
            }
            if (known.equals(contact) || (known instanceof SipUri uri && uri.sameAs(contact))) {
                return i;
            }
        }
        return -1;
    }

    /// `qvalue`: 0 to 1 with up to three digits; anything else counts as 1.
    static int preference(NameAddr contact) {
        String text = contact.params().get("q");
        if (text == null) {
            return Binding.MOST_PREFERRED;
        }
        Cursor in = new Cursor(text);
        long whole = in.number(1);
        if (whole < 0 || (!in.atEnd() && !in.eat('.'))) {
            return Binding.MOST_PREFERRED;
        }
        int digits = in.end() - in.position();
        long fraction = digits == 0 ? 0 : in.number(999);
        if (fraction < 0 || !in.atEnd() || digits > 3) {
            return Binding.MOST_PREFERRED;
        }
        for (int i = digits; i < 3; i++) {
            fraction *= 10;
        }
        return (int) Math.min(Binding.MOST_PREFERRED, whole * 1000 + fraction);
    }
}
