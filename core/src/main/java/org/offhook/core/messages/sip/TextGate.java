package org.offhook.core.messages.sip;

import java.util.Optional;
import java.util.function.Predicate;
import org.offhook.core.calls.leg.Parties;
import org.offhook.core.domains.DomainGate;
import org.offhook.core.domains.SipBook;
import org.offhook.core.domains.SipDomain;
import org.offhook.core.numbers.E164;
import org.offhook.core.signalling.IncomingText;
import org.offhook.core.signalling.TextHandler.Proof;
import org.offhook.protocols.sip.SipUri;

/// Who may write by SIP: a PBX to the domain of its trunk, as it may call there; a carrier, known by its address, for
/// the numbers of the world; and everybody else as the user that From names, who must be one that may call. Safe from
/// any thread; never blocks.
public final class TextGate {

    private final SipBook book;
    private final DomainGate domains;
    private final Predicate<String> carriers;

    /// @param carriers whether an IP literal is the address of a carrier
    public TextGate(SipBook book, DomainGate domains, Predicate<String> carriers) {
        this.book = book;
        this.domains = domains;
        this.carriers = carriers;
    }

    /// @see org.offhook.core.signalling.TextHandler#proof
    public Proof judge(IncomingText text) {
        Optional<SipDomain> trunk = trunk(text.to());
        if (trunk.isPresent()) {
            return switch (domains.judge(trunk.get(), text.source(), text.user(), Parties.user(text.to()))) {
                case ADMITTED -> Proof.NONE;
                case CHALLENGED -> Proof.DOMAIN;
                case REFUSED -> Proof.REFUSED;
            };
        }
        if (text.user() != null) {
            return domains.lets(text.user(), Parties.user(text.to())) ? Proof.NONE : Proof.REFUSED;
        }
        boolean known = E164.isValid(Parties.address(text.from())) && carriers.test(text.source());
        return known ? Proof.NONE : Proof.SENDER;
    }

    /// The trunk that a message is written to, if it is one.
    Optional<SipDomain> trunk(String to) {
        return Optional.ofNullable(SipUri.parse(to))
                .flatMap(uri -> book.domain(uri.host()))
                .filter(SipDomain::isTrunk);
    }
}
