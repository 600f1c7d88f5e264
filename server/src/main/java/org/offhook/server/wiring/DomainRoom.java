package org.offhook.server.wiring;

import org.offhook.core.domains.AskedUsers;
import org.offhook.core.domains.DomainUsers;
import org.offhook.core.domains.SipBook;
import org.offhook.core.signalling.event.Review;
import org.offhook.core.tenancy.Standing;
import org.offhook.core.webhooks.Application;

/// The SIP domains of accounts and their users.
///
/// @param standing which accounts are served
record DomainRoom(SipBook book, DomainUsers users, Standing standing) {

    /// @param review told whose users may have ceased to be, from the first request on
    static DomainRoom open(Foundation base, Ground ground, WebRoom web, Review review) {
        SipBook book = new SipBook(ground.store(), review);
        book.recover();
        Standing standing = new Standing(account -> review.review(account, null));
        standing.recover(ground.store());
        Application application = new Application(base.clock(), base.sids());
        AskedUsers asked = new AskedUsers(base.clock(), base.scripts(), ground.store(), web.customers(), application);
        return new DomainRoom(book, new DomainUsers(book, asked, standing), standing);
    }
}
