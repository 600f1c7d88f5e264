package org.offhook.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.twilio.exception.ApiException;
import com.twilio.http.HttpMethod;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.accounts.v1.AuthTokenPromotion;
import com.twilio.rest.accounts.v1.SecondaryAuthToken;
import com.twilio.rest.api.v2010.Account;
import com.twilio.rest.api.v2010.account.Address;
import com.twilio.rest.api.v2010.account.Application;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.Key;
import com.twilio.rest.api.v2010.account.NewKey;
import com.twilio.rest.api.v2010.account.NewSigningKey;
import com.twilio.rest.api.v2010.account.SigningKey;
import com.twilio.rest.api.v2010.account.sip.CredentialList;
import com.twilio.rest.api.v2010.account.sip.Domain;
import com.twilio.rest.api.v2010.account.sip.IpAccessControlList;
import com.twilio.rest.api.v2010.account.sip.credentiallist.Credential;
import com.twilio.rest.api.v2010.account.sip.domain.authtypes.authtypecalls.AuthCallsCredentialListMapping;
import com.twilio.rest.api.v2010.account.sip.ipaccesscontrollist.IpAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.peers.OffhookProcess;

/// The official client library for Java: accounts and what they set up.
final class JavaSdkAccountsTest {

    private static OffhookProcess server;
    private static TwilioRestClient client;

    @BeforeAll
    static void start() {
        server = OffhookProcess.setup().start();
        client = Sdk.client(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aSubAccountIsMadeActedForSuspendedAndClosed() {
        Account made = Account.creator().setFriendlyName("branch").create(client);
        assertThat(Account.reader().setFriendlyName("branch").read(client))
                .extracting(Account::getSid)
                .containsExactly(made.getSid());
        assertThat(Application.creator(made.getSid()).create(client).getAccountSid())
                .isEqualTo(made.getSid());
        TwilioRestClient child = Sdk.client(server, made.getSid(), made.getAuthToken());
        assertThat(Application.reader().read(child)).hasSize(1);
        Account.updater(made.getSid()).setStatus(Account.Status.SUSPENDED).update(client);
        assertThatThrownBy(() -> Application.reader().read(child))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.getCode()).isEqualTo(20005));
        assertThat(Account.updater(made.getSid())
                        .setStatus(Account.Status.CLOSED)
                        .update(client)
                        .getStatus())
                .isEqualTo(Account.Status.CLOSED);
    }

    @Test
    void aSecondTokenIsPromoted() {
        Account made = Account.creator().create(client);
        TwilioRestClient first = Sdk.client(server, made.getSid(), made.getAuthToken());
        String token = SecondaryAuthToken.creator().create(first).getSecondaryAuthToken();
        TwilioRestClient second = Sdk.client(server, made.getSid(), token);
        assertThat(AuthTokenPromotion.updater().update(second).getAuthToken()).isEqualTo(token);
        SecondaryAuthToken.creator().create(second);
        assertThat(SecondaryAuthToken.deleter().delete(second)).isTrue();
    }

    @Test
    void aKeySignsIn() {
        NewKey made = NewKey.creator().setFriendlyName("robot").create(client);
        TwilioRestClient robot = new TwilioRestClient.Builder(made.getSid(), made.getSecret())
                .accountSid(OffhookProcess.ACCOUNT)
                .httpClient(client.getHttpClient())
                .build();
        assertThat(Call.reader().limit(1).read(robot)).isEmpty();
        assertThat(Key.updater(made.getSid())
                        .setFriendlyName("rob")
                        .update(client)
                        .getFriendlyName())
                .isEqualTo("rob");
        assertThat(Key.reader().read(client)).extracting(Key::getSid).contains(made.getSid());
        assertThat(Key.deleter(made.getSid()).delete(client)).isTrue();
        assertThatThrownBy(() -> Call.reader().limit(1).read(robot)).isInstanceOf(ApiException.class);
        NewSigningKey signing = NewSigningKey.creator().create(client);
        assertThat(SigningKey.fetcher(signing.getSid()).fetch(client).getSid()).isEqualTo(signing.getSid());
        assertThat(SigningKey.deleter(signing.getSid()).delete(client)).isTrue();
    }

    @Test
    void anApplicationAndAnAddressAreKept() {
        Application application = Application.creator()
                .setFriendlyName("app")
                .setVoiceUrl(URI.create("http://127.0.0.1/voice"))
                .create(client);
        assertThat(Application.updater(application.getSid())
                        .setVoiceMethod(HttpMethod.GET)
                        .update(client)
                        .getVoiceMethod())
                .isEqualTo(HttpMethod.GET);
        assertThat(Application.fetcher(application.getSid()).fetch(client).getFriendlyName())
                .isEqualTo("app");
        assertThat(Application.deleter(application.getSid()).delete(client)).isTrue();

        Address address = Address.creator("Acme", "Main St 1", "Springfield", "IL", "62701", "US")
                .create(client);
        assertThat(Address.fetcher(address.getSid()).fetch(client).getCity()).isEqualTo("Springfield");
        assertThat(Address.reader().setIsoCountry("US").read(client)).hasSize(1);
        assertThat(Address.deleter(address.getSid()).delete(client)).isTrue();
    }

    @Test
    void aSipDomainHasLists() {
        Domain domain =
                Domain.creator("java.sip.example.net").setSipRegistration(true).create(client);
        CredentialList list = CredentialList.creator("java phones").create(client);
        Credential bob = Credential.creator(list.getSid(), "bob", "Correct1Horse2Battery")
                .create(client);
        assertThat(Credential.reader(list.getSid()).read(client))
                .extracting(Credential::getSid)
                .containsExactly(bob.getSid());
        AuthCallsCredentialListMapping.creator(domain.getSid(), list.getSid()).create(client);
        assertThat(AuthCallsCredentialListMapping.reader(domain.getSid()).read(client))
                .extracting(AuthCallsCredentialListMapping::getSid)
                .containsExactly(list.getSid());
        assertThat(Domain.fetcher(domain.getSid()).fetch(client).getAuthType()).isEqualTo("CREDENTIAL_LIST");
        IpAccessControlList lan = IpAccessControlList.creator("java lan").create(client);
        assertThat(IpAddress.creator(lan.getSid(), "x", "192.0.2.9")
                        .create(client)
                        .getIpAddress())
                .isEqualTo("192.0.2.9");
        assertThat(IpAccessControlList.deleter(lan.getSid()).delete(client)).isTrue();
        assertThat(Domain.deleter(domain.getSid()).delete(client)).isTrue();
        assertThat(CredentialList.deleter(list.getSid()).delete(client)).isTrue();
    }
}
