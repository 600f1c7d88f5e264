package org.offhook.core.emails;

import java.time.Duration;

/// The limits of e-mail.
///
/// @param recipients  of one e-mail
/// @param title       UTF-16 units of a subject
/// @param waiting     e-mails that wait to be carried, all accounts together; one more is refused
/// @param perAccount  the same for one account
/// @param connections to the mail server at once
/// @param patience    after so long an e-mail that the server does not take is given up
/// @param answer      how long the server may take to say anything about one
/// @param storeRest   how long to rest when the store takes nothing
public record EmailLimits(
        int recipients,
        int title,
        int waiting,
        int perAccount,
        int connections,
        Duration patience,
        Duration answer,
        Duration storeRest) {

    public static final EmailLimits STANDARD = new EmailLimits(
            10, 255, 10_000, 1_000, 4, Duration.ofHours(4), Duration.ofMinutes(5), Duration.ofSeconds(5));

    /// With what an operator chooses.
    public EmailLimits with(int waiting, int perAccount, int connections, Duration patience) {
        return new EmailLimits(recipients, title, waiting, perAccount, connections, patience, answer, storeRest);
    }
}
