using System.Globalization;

namespace Syndication.Tests.Support.Programs;

/// <summary>A whole postfix of the test's own, with its queue in a temporary folder: it relays readers' mail and delivers what comes back to a maildir.</summary>
public sealed class PostfixServer : IAsyncDisposable
{
    public const string Missing = "postfix is not installed, or this is not root, whom it needs (Debian: postfix)";

    private const string Program = "/usr/sbin/postfix";
    private const string Nobody = "65534";

    private readonly TemporaryFolder folder;

    private PostfixServer(TemporaryFolder folder, int port) => (this.folder, Port) = (folder, port);

    public static bool CanRun => File.Exists(Program) && Environment.UserName == "root";

    public int Port { get; }

    /// <summary>The maildir of <c>bounce@news.example.org</c> and <c>unsubscribe@news.example.org</c>, with whatever behind a +.</summary>
    public string Maildir => Path.Combine(folder.Path, "mail", "bounces");

    public string Log => File.Exists(Path.Combine(folder.Path, "log")) ? File.ReadAllText(Path.Combine(folder.Path, "log")) : "no log";

    /// <summary>Starts it.</summary>
    /// <param name="readersPort">The port of the readers' own mail server.</param>
    public static async Task<PostfixServer> StartAsync(int readersPort)
    {
        var home = new TemporaryFolder();
        var server = new PostfixServer(home, FreePort.Find());
        foreach (var name in (string[])["conf", "queue", "data", "mail"]) Directory.CreateDirectory(Path.Combine(home.Path, name));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(home.Path, (UnixFileMode)Convert.ToInt32("755", 8));
        await RequireAsync("chown", ["postfix", Path.Combine(home.Path, "data")]);
        await RequireAsync("chown", [Nobody + ":" + Nobody, Path.Combine(home.Path, "mail")]);
        await File.WriteAllTextAsync(home.File("conf/main.cf"), server.MainConfiguration(readersPort));
        await File.WriteAllTextAsync(home.File("conf/master.cf"), server.Services());
        await server.ControlAsync("start");
        await Eventually.BeTrueAsync(() => FreePort.IsTakenAsync(server.Port), () => server.Log);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await ControlAsync("stop");
        folder.Dispose();
    }

    private Task ControlAsync(string command) => RequireAsync(Program, ["-c", Path.Combine(folder.Path, "conf"), command]);

    private static async Task RequireAsync(string program, string[] arguments)
    {
        var result = await RunningProgram.RunAsync(program, arguments);
        if (result.Code != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed: {result}");
    }

    private string MainConfiguration(int readersPort) => string.Create(CultureInfo.InvariantCulture, $$"""
        compatibility_level = 3.6
        queue_directory = {{folder.Path}}/queue
        data_directory = {{folder.Path}}/data
        command_directory = /usr/sbin
        daemon_directory = /usr/lib/postfix/sbin
        maillog_file = {{folder.Path}}/log
        maillog_file_prefixes = {{folder.Path}}
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        myhostname = mx.news.example.org
        mydestination =
        mynetworks = 127.0.0.0/8
        alias_maps =
        local_recipient_maps =
        smtpd_relay_restrictions = permit_mynetworks, reject
        recipient_delimiter = +
        virtual_mailbox_domains = news.example.org
        virtual_mailbox_base = {{folder.Path}}/mail
        virtual_mailbox_maps = inline:{ bounce@news.example.org=bounces/ unsubscribe@news.example.org=bounces/ }
        virtual_uid_maps = static:{{Nobody}}
        virtual_gid_maps = static:{{Nobody}}
        disable_dns_lookups = yes
        relayhost = [127.0.0.1]:{{readersPort}}

        """);

    /// <summary>The daemons that it needs, none of them in a chroot.</summary>
    private string Services() => string.Create(CultureInfo.InvariantCulture, $"""
        127.0.0.1:{Port} inet n - n - - smtpd
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        smtp unix - - n - - smtp
        relay unix - - n - - smtp
        showq unix n - n - - showq
        error unix - - n - - error
        retry unix - - n - - error
        virtual unix - n n - - virtual
        anvil unix - - n - 1 anvil
        scache unix - - n - 1 scache
        postlog unix-dgram n - n - 1 postlogd

        """);
}
