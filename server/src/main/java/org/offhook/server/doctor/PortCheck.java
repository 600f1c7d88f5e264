package org.offhook.server.doctor;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Locale;
import java.util.function.Consumer;
import org.offhook.server.client.Health;
import org.offhook.server.config.Configuration;
import org.offhook.server.config.HostPort;
import org.offhook.server.config.PortRange;

/// The ports: those of a running server answer, those of one to come are free.
final class PortCheck implements Check {

    /// Ports of RTP that are tried at most.
    private static final int SAMPLES = 500;

    @Override
    public void look(Patient patient, Consumer<Finding> told) {
        Configuration configuration = patient.configuration();
        if (patient.server().isPresent()) {
            running(patient.server().get(), configuration, told);
            return;
        }
        tcp("http", "--http", configuration.http(), told);
        HostPort https = configuration.https();
        if (https != null) {
            tcp("https", "--https", https, told);
        }
        HostPort sip = configuration.sip();
        udp("sip", "--sip", sip, told);
        tcp("sip", "--sip", sip, told);
        if (sip.port() != 0) {
            tcp("sip-tls", "--sip", sip.withPort(sip.port() + 1), told);
        }
        media(configuration.media(), told);
    }

    private static void running(Health health, Configuration configuration, Consumer<Finding> told) {
        String found = "a server runs: version " + health.version() + ", profile " + health.profile();
        told.accept(
                health.status().equals("ok")
                        ? Finding.ok("server", found)
                        : Finding.error(
                                "server",
                                found + ", but it is " + health.status() + " " + health.problem(),
                                "see its log; make room on its disk when it cannot store"));
        String profile = configuration.profile().name().toLowerCase(Locale.ROOT);
        if (!profile.equals(health.profile())) {
            told.accept(Finding.warning(
                    "server",
                    "this configuration says profile " + profile + ", the server has " + health.profile(),
                    "ask the doctor with the flags and the file that the server has, or start the server anew"));
        }
    }

    private static void tcp(String about, String flag, HostPort at, Consumer<Finding> told) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(at.host()), at.port()));
            told.accept(Finding.ok(about, at + " over TCP is free"));
        } catch (IOException failure) {
            told.accept(taken(about, flag, at + " over TCP", failure));
        }
    }

    private static void udp(String about, String flag, HostPort at, Consumer<Finding> told) {
        try (DatagramSocket socket = new DatagramSocket(null)) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(at.host()), at.port()));
            told.accept(Finding.ok(about, at + " over UDP is free"));
        } catch (IOException failure) {
            told.accept(taken(about, flag, at + " over UDP", failure));
        }
    }

    private static Finding taken(String about, String flag, String where, IOException failure) {
        return Finding.error(
                about,
                where + " cannot be opened: " + failure.getMessage(),
                "stop the program that has it, or give an address of this machine and a free port with " + flag);
    }

    private static void media(PortRange media, Consumer<Finding> told) {
        int step = Math.max(1, (media.high() - media.low()) / SAMPLES);
        int tried = 0;
        int taken = 0;
        String last = "";
        for (int port = media.low(); port <= media.high(); port += step) {
            tried++;
            try (DatagramSocket socket = new DatagramSocket(null)) {
                socket.bind(new InetSocketAddress(InetAddress.getByName(media.host()), port));
            } catch (IOException failure) {
                taken++;
                last = port + ": " + failure.getMessage();
            }
        }
        String found = (tried - taken) + " of " + tried + " ports of " + media + " that were tried are free";
        if (taken == 0) {
            told.accept(Finding.ok("media", found));
        } else if (taken == tried) {
            told.accept(Finding.error(
                    "media", found + " (" + last + ")", "give an address of this machine and free ports with --media"));
        } else {
            told.accept(Finding.warning(
                    "media", found + " (" + last + ")", "another program takes ports there: move it, or --media"));
        }
    }
}
