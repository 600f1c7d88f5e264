package org.offhook.testkit.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A kamailio (Debian packages kamailio and kamailio-tls-modules), everything in memory, one port.
public final class Kamailio implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(30);

    private static final String HEAD = """
            #!KAMAILIO
            debug=1
            log_stderror=yes
            children=1
            @STREAMS@
            auto_aliases=no
            dns=no
            rev_dns=no
            listen=udp:127.0.0.1:@PORT@
            mpath="/usr/lib/x86_64-linux-gnu/kamailio/modules/:/usr/lib/aarch64-linux-gnu/kamailio/modules/"
            loadmodule "tm.so"
            loadmodule "sl.so"
            loadmodule "rr.so"
            loadmodule "pv.so"
            loadmodule "maxfwd.so"
            loadmodule "siputils.so"
            loadmodule "textops.so"
            loadmodule "xlog.so"
            loadmodule "auth.so"
            @TLS@
            """;

    private static final String TLS = """
            loadmodule "tls.so"
            modparam("tls", "tls_method", "TLSv1.2+")
            modparam("tls", "certificate", "@CERTIFICATE@")
            modparam("tls", "private_key", "@KEY@")
            modparam("tls", "ca_list", "@TRUSTED@")
            modparam("tls", "verify_certificate", 1)
            """;

    /// A carrier's edge: requests inside a dialog follow their route; what comes from the platform goes to the
    /// network behind, after a digest challenge when there is a password; what comes from behind goes to the
    /// platform.
    private static final String CARRIER = """
            request_route {
              if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
              if (is_method("OPTIONS")) { sl_send_reply("200", "OK"); exit; }
              if (is_method("CANCEL")) { if (t_check_trans()) t_relay(); exit; }
              if (has_totag()) {
                if (loose_route()) { t_relay(); exit; }
                if (is_method("ACK") && t_check_trans()) t_relay();
                exit;
              }
              t_check_trans();
              if (is_method("INVITE")) {
                xlog("L_ERR", "carrier: INVITE $ru by $pr from $si:$sp $hdr(X-Test)\\n");
                @CHALLENGE@
                record_route();
                if ($sp == @BEHIND@) $du = "sip:127.0.0.1:@PLATFORM@@BY@";
                else $du = "sip:127.0.0.1:@BEHIND@";
                t_relay();
                exit;
              }
              sl_send_reply("405", "Method Not Allowed");
            }
            """;

    private static final String CHALLENGE = """
            if ($sp != @BEHIND@) {
              if (!pv_proxy_authenticate("carrier", "@PASSWORD@", "0")) { proxy_challenge("carrier", "0"); exit; }
              consume_credentials();
            }
            """;

    private final Program program;
    private final int port;

    private Kamailio(Program program, int port) {
        this.program = program;
        this.port = port;
    }

    /// A carrier between the platform and the network behind it.
    ///
    /// @param at       its own port, which the platform is configured with
    /// @param platform the platform's SIP port
    /// @param behind   the SIP port of who answers the carrier's numbers
    /// @param password what callers on the platform's side must know, or empty
    public static Kamailio carrier(int at, int platform, int behind, String password) {
        return start(
                text(at, platform, behind, password)
                        .replace("@STREAMS@", "disable_tcp=yes")
                        .replace("@TLS@", "")
                        .replace("@BY@", ""),
                at);
    }

    /// As [#carrier], with the platform on TLS, where each wants a certificate of an authority that both know, and with
    /// the network behind on UDP.
    ///
    /// @param platform    the platform's port of TLS
    /// @param certificate for 127.0.0.1, a PEM file, with its key in `key`
    /// @param trusted     the authority's, a PEM file
    public static Kamailio secureCarrier(
            int at, int platform, int behind, String password, Path certificate, Path key, Path trusted) {
        String streams = "enable_tls=yes\ntcp_children=1\nlisten=tls:127.0.0.1:" + at;
        String tls = TLS.replace("@CERTIFICATE@", certificate.toString())
                .replace("@KEY@", key.toString())
                .replace("@TRUSTED@", trusted.toString());
        return start(
                text(at, platform, behind, password)
                        .replace("@STREAMS@", streams)
                        .replace("@TLS@", tls)
                        .replace("@BY@", ";transport=tls"),
                at);
    }

    private static String text(int at, int platform, int behind, String password) {
        return (HEAD + CARRIER)
                .replace("@CHALLENGE@", password.isEmpty() ? "" : CHALLENGE)
                .replace("@PORT@", Integer.toString(at))
                .replace("@PLATFORM@", Integer.toString(platform))
                .replace("@BEHIND@", Integer.toString(behind))
                .replace("@PASSWORD@", password);
    }

    private static Kamailio start(String text, int at) {
        Path folder = Program.folder("kamailio");
        try {
            Files.writeString(folder.resolve("kamailio.cfg"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Program program = Program.start(
                "kamailio",
                folder,
                List.of(
                        "kamailio",
                        "-f",
                        "kamailio.cfg",
                        "-DD",
                        "-E",
                        "-m",
                        "64",
                        "-M",
                        "8",
                        "-w",
                        folder.toString(),
                        "-Y",
                        folder.toString(),
                        "-P",
                        folder.resolve("kamailio.pid").toString()));
        Kamailio kamailio = new Kamailio(program, at);
        try {
            Waiting.until("kamailio answers", START, () -> SipProbe.answers(at) || !program.isAlive());
        } catch (AssertionError failure) {
            throw program.failure(String.valueOf(failure.getMessage()), failure);
        }
        if (!program.isAlive()) {
            throw program.failure("ended", null);
        }
        return kamailio;
    }

    public int port() {
        return port;
    }

    public String log() {
        return program.output();
    }

    @Override
    public void close() {
        program.close();
    }
}
