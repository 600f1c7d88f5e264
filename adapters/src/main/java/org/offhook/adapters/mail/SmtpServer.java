package org.offhook.adapters.mail;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Date;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.offhook.core.emails.Email;
import org.offhook.core.emails.MailAddress;
import org.offhook.core.emails.MailServer;

/// The operator's mail server, asked by SMTP: a connection for each e-mail, on a virtual thread of its own. All
/// recipients get it, or none.
public final class SmtpServer implements MailServer {

    private static final int CONNECT_MILLIS = 10_000;
    /// For each answer of the server; RFC 5321 §4.5.3.2 would have us wait for minutes, but we come again.
    private static final int SILENCE_MILLIS = 60_000;

    private static final int NO_SUCH_RECIPIENT = 30005;
    private static final int UNWANTED = 30007;
    private static final int MOST_REASON = 300;

    private final SmtpSettings settings;
    private final Session session;

    /// @param tls whom we believe
    public SmtpServer(SmtpSettings settings, Supplier<SSLContext> tls) {
        this.settings = settings;
        this.session = Session.getInstance(properties(settings, tls));
    }

    private static Properties properties(SmtpSettings settings, Supplier<SSLContext> tls) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.localhost", MailAddress.domain(settings.from()));
        properties.setProperty("mail.smtp.from", settings.from());
        properties.setProperty("mail.smtp.connectiontimeout", Integer.toString(CONNECT_MILLIS));
        properties.setProperty("mail.smtp.timeout", Integer.toString(SILENCE_MILLIS));
        properties.setProperty("mail.smtp.auth", Boolean.toString(settings.username() != null));
        properties.setProperty("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        properties.setProperty("mail.smtp.quitwait", "false");
        if (settings.security() != SmtpSettings.Security.NONE) {
            boolean later = settings.security() == SmtpSettings.Security.STARTTLS;
            properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(later));
            properties.setProperty("mail.smtp.starttls.required", Boolean.toString(later));
            properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(!later));
            properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
            properties.put("mail.smtp.ssl.socketFactory", tls.get().getSocketFactory());
        }
        return properties;
    }

    @Override
    public void send(Email email, Consumer<Handed> whenDone) {
        Thread _ = Thread.ofVirtual().name("smtp " + email.sid()).start(() -> whenDone.accept(send(email)));
    }

    private Handed send(Email email) {
        try (Transport transport = session.getTransport("smtp")) {
            MimeMessage message = message(email);
            transport.connect(settings.host(), settings.port(), settings.username(), settings.password());
            transport.sendMessage(message, message.getAllRecipients());
            return new Handed.Taken();
        } catch (MessagingException failure) {
            return judged(failure);
        } catch (RuntimeException fault) {
            return new Handed.Later("The mail client failed: " + reason(fault));
        }
    }

    private MimeMessage message(Email email) throws MessagingException {
        String id = "<" + email.sid() + "@" + MailAddress.domain(settings.from()) + ">";
        MimeMessage message = new MimeMessage(session) {
            // The same for each attempt, so that a second copy is known for one.
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", id);
            }
        };
        message.setFrom(address(settings.from()));
        for (String to : email.to()) {
            message.addRecipient(RecipientType.TO, address(to));
        }
        String replyTo = email.replyTo();
        if (replyTo != null) {
            message.setReplyTo(new InternetAddress[] {address(replyTo)});
        }
        message.setSubject(email.title(), "UTF-8");
        message.setSentDate(Date.from(email.created()));
        // RFC 3834: nobody's vacation is to answer.
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setText(email.text(), "UTF-8");
        return message;
    }

    private static InternetAddress address(String text) throws AddressException {
        return new InternetAddress(text, true);
    }

    /// What the server said decides, wherever in the chain it stands: 5xx is final. Everything else may get better,
    /// also a password that is refused: the operator may correct it.
    private static Handed judged(MessagingException failure) {
        Exception cause = failure;
        while (cause != null) {
            if (cause instanceof SMTPAddressFailedException of && of.getReturnCode() / 100 == 5) {
                return new Handed.Refused(NO_SUCH_RECIPIENT, "The mail server refused a recipient: " + reason(of));
            }
            if (cause instanceof SMTPSendFailedException of && of.getReturnCode() / 100 == 5) {
                return new Handed.Refused(UNWANTED, "The mail server refused the e-mail: " + reason(of));
            }
            cause = cause instanceof MessagingException outer ? outer.getNextException() : null;
        }
        return new Handed.Later("The mail server does not take it now: " + reason(failure));
    }

    /// One line.
    private static String reason(Exception failure) {
        String text = String.valueOf(failure.getMessage()).strip().replaceAll("[\\p{Cntrl}\\s]+", " ");
        return text.length() > MOST_REASON ? text.substring(0, MOST_REASON) + "…" : text;
    }
}
