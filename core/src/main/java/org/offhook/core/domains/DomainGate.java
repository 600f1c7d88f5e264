package org.offhook.core.domains;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.offhook.core.domains.Gate.Verdict;
import org.offhook.core.signalling.IncomingInvite;
import org.offhook.core.web.Cidr;

/// Who may call a domain (contract §17): whoever comes from an address of its lists, and is a user of its
/// credential lists; both when it has both, nobody when it has neither or its account is not active.
public final class DomainGate {

    private final SipBook book;
    private final DomainUsers users;

    public DomainGate(SipBook book, DomainUsers users) {
        this.book = book;
        this.users = users;
    }

    /// @param called the user part of the Request-URI, without escapes
    public Verdict judge(SipDomain domain, IncomingInvite invite, String called) {
        return judge(domain, invite.source().address(), invite.user(), called);
    }

    /// @param from   the IP literal that the request came from
    /// @param proved the user that its sender has proved to be, `user@domain`, or null
    public Verdict judge(SipDomain domain, String from, @Nullable String proved, String called) {
        if (!users.isServed(domain) || (!domain.asksAddresses() && !domain.asksCallers())) {
            return Verdict.REFUSED;
        }
        InetAddress source = Cidr.literal(from);
        if (domain.asksAddresses() && (source == null || !book.holds(domain.places(), source))) {
            return Verdict.REFUSED;
        }
        if (!domain.asksCallers()) {
            return Verdict.ADMITTED;
        }
        String user = user(domain, proved);
        if (user == null) {
            return Verdict.CHALLENGED;
        }
        SipUser known = users.known(domain, user);
        return known == null || known.mayCall(called) ? Verdict.ADMITTED : Verdict.REFUSED;
    }

    /// Whether somebody who has proved who it is may reach this, as far as the domain of that user says.
    ///
    /// @param proved `user@domain`
    /// @param called the user part of the Request-URI, without escapes
    public boolean lets(String proved, String called) {
        int at = proved.lastIndexOf('@');
        SipDomain domain = book.domain(proved.substring(at + 1)).orElse(null);
        SipUser known = domain == null ? null : users.known(domain, proved.substring(0, at));
        return known == null || known.mayCall(called);
    }

    /// The name of the user of this domain that the caller has proved to be, or null.
    private static @Nullable String user(SipDomain domain, @Nullable String proved) {
        String end = "@" + domain.name();
        return proved != null && proved.endsWith(end) ? proved.substring(0, proved.length() - end.length()) : null;
    }
}
