package org.offhook.core.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationPolicyTest {

    private static final DestinationPolicy GUARDED = DestinationPolicy.guarded(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.0.9",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "127.1",
                "2130706433",
                "::",
                "::1",
                "::7f00:1",
                "::ffff:127.0.0.1",
                "::ffff:10.1.2.3",
                "64:ff9b::7f00:1",
                "64:ff9b::169.254.169.254",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:db8::1",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
                "4000::1"
            })
    void aPrivateOrSpecialAddressIsRefused(String literal) {
        assertThat(GUARDED.admits("app.example.com", 443, address(literal))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "126.255.255.255",
                "128.0.0.1",
                "168.63.129.15",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.1",
                "192.0.1.1",
                "192.167.1.1",
                "192.169.0.1",
                "198.17.255.255",
                "198.20.0.1",
                "223.255.255.255",
                "::ffff:8.8.8.8",
                "64:ff9b::808:808",
                "2001:200::1",
                "2002:808:808::1",
                "2606:4700::1111",
                "2a00:1450::1",
                "3ffe:ffff::1"
            })
    void aPublicAddressIsAdmitted(String literal) {
        assertThat(GUARDED.admits("app.example.com", 443, address(literal))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0177.0.0.1", "0x7f.0.0.1", "0x7f000001"})
    void octalAndHexadecimalFormsAreTheAddressTheyMean(String posix) throws Exception {
        InetAddress meant = java.net.Inet4Address.ofPosixLiteral(posix);
        assertThat(GUARDED.admits(posix, 80, meant)).isFalse();
    }

    @Test
    void theOpenPolicyAdmitsEverything() {
        assertThat(Stream.of("127.0.0.1", "10.0.0.1", "::1", "169.254.169.254", "8.8.8.8"))
                .allMatch(literal -> DestinationPolicy.open().admits("x", 1, address(literal)));
    }

    @Test
    void anAllowedNameIsAdmittedWhateverItsAddress() {
        DestinationPolicy policy = guarded("app.internal");
        assertThat(policy.admits("app.internal", 8080, address("10.0.0.1"))).isTrue();
        assertThat(policy.admits("APP.Internal.", 8080, address("10.0.0.1"))).isTrue();
        assertThat(policy.admits("other.internal", 8080, address("10.0.0.1"))).isFalse();
        assertThat(policy.admits("evil-app.internal", 8080, address("10.0.0.1")))
                .isFalse();
    }

    @Test
    void anAllowedPortAdmitsNoOtherPort() {
        DestinationPolicy policy = guarded("127.0.0.1:8080");
        assertThat(policy.admits("127.0.0.1", 8080, address("127.0.0.1"))).isTrue();
        assertThat(policy.admits("127.0.0.1", 8081, address("127.0.0.1"))).isFalse();
    }

    @Test
    void anAllowedAddressIsAdmittedHoweverItIsWritten() {
        DestinationPolicy policy = guarded("127.0.0.1");
        assertThat(policy.admits("2130706433", 80, address("2130706433"))).isTrue();
        assertThat(policy.admits("localhost", 80, address("127.0.0.1"))).isTrue();
        assertThat(policy.admits("localhost", 80, address("::1"))).isFalse();
        assertThat(guarded("[::1]:80").admits("0:0::1", 80, address("::1"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":80",
                "host:",
                "host:0",
                "host:65536",
                "host:8o",
                "ho st",
                "http://host",
                "[::1",
                "[::1]80",
                "[]:80",
                "a:b:c",
                "user@host",
                "host/path",
                "*.internal"
            })
    void whatIsNoDestinationIsNotRead(String text) {
        assertThat(AllowedDestination.parse(text)).isEmpty();
    }

    @Test
    void destinationsAreReadWithAndWithoutPort() {
        assertThat(AllowedDestination.parse("Host.Internal")).contains(new AllowedDestination("host.internal", 0));
        assertThat(AllowedDestination.parse("host:65535")).contains(new AllowedDestination("host", 65_535));
        assertThat(AllowedDestination.parse("fd00::5")).contains(new AllowedDestination("fd00::5", 0));
        assertThat(AllowedDestination.parse("[fd00::5]:443")).contains(new AllowedDestination("fd00::5", 443));
    }

    private static DestinationPolicy guarded(String allowed) {
        return DestinationPolicy.guarded(
                AllowedDestination.parse(allowed).stream().toList());
    }

    private static InetAddress address(String literal) {
        return InetAddress.ofLiteral(literal);
    }
}
