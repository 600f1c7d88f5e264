package org.offhook.adapters.sipnet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.net.Dns;

/// Asks the name servers of the machine for NAPTR and SRV, and the machine itself for addresses, which also
/// knows its file of hosts.
public final class SystemDns implements Dns {

    /// Milliseconds for the first try; there are two, the second twice as long.
    private static final String PATIENCE = "700";

    private static final String TRIES = "2";

    /// What is asked about: no URL, which would lead JNDI to other services than DNS, and no name of the local
    /// network without a dot, such as localhost.
    private static final Pattern NAME =
            Pattern.compile("(?=.{3,253}$)[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})+\\.?");

    private final String servers;

    /// @param servers `dns:` for those of the machine, or `dns://address:port`
    public SystemDns(String servers) {
        this.servers = servers;
    }

    @Override
    public List<Naptr> naptr(String name) throws IOException {
        return ask(name, "NAPTR", SystemDns::naptrOf);
    }

    @Override
    public List<Srv> srv(String name) throws IOException {
        return ask(name, "SRV", SystemDns::srvOf);
    }

    /// TXT: each record as one text.
    ///
    /// @throws IOException as [#srv]
    public List<String> texts(String name) throws IOException {
        return ask(name, "TXT", words -> unquoted(String.join(" ", words)));
    }

    @Override
    public List<String> addresses(String name) {
        try {
            return Stream.of(InetAddress.getAllByName(name))
                    .map(InetAddress::getHostAddress)
                    .toList();
        } catch (UnknownHostException _) {
            return List.of();
        }
    }

    // The provider is that of DNS, whose answers are text: nothing is deserialized.
    @SuppressWarnings("BanJNDI")
    private <T> List<T> ask(String name, String type, Function<String[], T> reader) throws IOException {
        if (!NAME.matcher(name).matches()) {
            return List.of();
        }
        Properties settings = new Properties();
        settings.setProperty(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        settings.setProperty(Context.PROVIDER_URL, servers);
        settings.setProperty("com.sun.jndi.dns.timeout.initial", PATIENCE);
        settings.setProperty("com.sun.jndi.dns.timeout.retries", TRIES);
        try {
            InitialDirContext context = new InitialDirContext(settings);
            try {
                return records(context.getAttributes(name, new String[] {type}).get(type), reader);
            } finally {
                context.close();
            }
        } catch (NameNotFoundException _) {
            return List.of();
        } catch (NamingException failure) {
            throw new IOException("no answer about " + name, failure);
        }
    }

    private static <T> List<T> records(@Nullable Attribute found, Function<String[], T> reader) throws NamingException {
        List<T> records = new ArrayList<>();
        if (found != null) {
            NamingEnumeration<?> values = found.getAll();
            while (values.hasMore()) {
                String[] words = values.next().toString().split(" ");
                try {
                    records.add(reader.apply(words));
                } catch (ArrayIndexOutOfBoundsException | NumberFormatException _) {
                    // Not such a record: the others are good.
                }
            }
        }
        return records;
    }

    private static Srv srvOf(String[] words) {
        return new Srv(number(words[0]), number(words[1]), number(words[2]), plain(words[3]));
    }

    /// `order preference flags service regexp replacement`; what is empty is written as `""`.
    private static Naptr naptrOf(String[] words) {
        String replacement = plain(words[words.length - 1]);
        return new Naptr(number(words[0]), number(words[1]), unquoted(words[2]), unquoted(words[3]), replacement);
    }

    private static int number(String word) {
        return Integer.parseInt(word);
    }

    private static String unquoted(String word) {
        return word.replace("\"", "");
    }

    private static String plain(String name) {
        return name.length() > 1 && name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
