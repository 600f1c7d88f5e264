package org.offhook.server.wiring;

import org.offhook.adapters.sipnet.DnsTexts;
import org.offhook.adapters.sipnet.SystemDns;
import org.offhook.core.domains.AskedUsers;
import org.offhook.core.domains.DomainUsers;
import org.offhook.core.domains.ProofRules;
import org.offhook.core.domains.SipBook;
import org.offhook.core.domains.proof.DomainProofs;
import org.offhook.core.ids.Sid;
import org.offhook.core.signalling.event.Review;
import org.offhook.core.tenancy.Standing;
import org.offhook.core.webhooks.Application;
import org.offhook.server.config.Configuration;

/// The SIP domains of accounts and their users.
///
/// @param standing which accounts are served
record DomainRoom(SipBook book, DomainUsers users, Standing standing, DomainProofs proofs) {

    /// @param review told whose users may have ceased to be, from the first request on
    static DomainRoom open(Configuration configuration, Foundation base, Ground ground, WebRoom web, Review review) {
        SipBook book = new SipBook(ground.store(), review);
        book.recover();
        Standing standing = new Standing(account -> review.review(account, null));
        standing.recover(ground.store());
        Application application = new Application(base.clock(), base.sids());
        AskedUsers asked = new AskedUsers(base.clock(), base.scripts(), ground.store(), web.customers(), application);
        ProofRules rules =
                rules(configuration.domains(), ground.first().account().sid());
        DomainProofs proofs = new DomainProofs(
                rules,
                ground.store(),
                book,
                ground.log(),
                base.clock(),
                base.scheduler(),
                base.scripts(),
                new DnsTexts(new SystemDns(configuration.nameServers())),
                web.customers());
        base.meters().total("offhook_domain_proofs_searched", "Searches for proofs of SIP domains.", proofs::searches);
        proofs.start();
        return new DomainRoom(book, new DomainUsers(book, asked, standing, rules), standing, proofs);
    }

    private static ProofRules rules(Configuration.Domains set, Sid operator) {
        return new ProofRules(set.asked() ? operator : null, set.own(), set.page(), set.recheck(), set.grace());
    }
}
