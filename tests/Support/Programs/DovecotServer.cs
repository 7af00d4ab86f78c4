using System.Globalization;

namespace Syndication.Tests.Support.Programs;

/// <summary>Debian's dovecot as a POP3 server of one mailbox, run by an ordinary user over a temporary folder.</summary>
public sealed class DovecotServer : IAsyncDisposable
{
    public const string Missing = "dovecot's POP3 server is not installed (Debian: dovecot-pop3d)";
    public const string User = "bounce";
    public const string Password = "a secret of the test";

    private const string Program = "/usr/sbin/dovecot";

    private readonly TemporaryFolder folder;
    private readonly RunningProgram running;

    private DovecotServer(TemporaryFolder folder, RunningProgram running, int port) => (this.folder, this.running, Port) = (folder, running, port);

    public static bool IsInstalled => File.Exists(Program) && File.Exists("/usr/lib/dovecot/pop3");

    public int Port { get; }

    /// <summary>The mails that are in the mailbox, a file each.</summary>
    public IReadOnlyList<string> Mails => [.. ((string[])["new", "cur"]).Select(part => Path.Combine(folder.Path, "mail", part)).Where(Directory.Exists).SelectMany(Directory.GetFiles)];

    /// <summary>Starts a server.</summary>
    /// <param name="mails">What is in the mailbox.</param>
    public static async Task<DovecotServer> StartAsync(params IReadOnlyList<byte[]> mails)
    {
        var home = new TemporaryFolder();
        var port = FreePort.Find();
        for (var i = 0; i < mails.Count; i++) await File.WriteAllBytesAsync(home.File(string.Create(CultureInfo.InvariantCulture, $"mail/new/{1700000000 + i}.M{i}.test")), mails[i]);
        foreach (var name in (string[])["mail/cur", "mail/tmp", "mail/new", "run", "home"]) Directory.CreateDirectory(Path.Combine(home.Path, name));
        await File.WriteAllTextAsync(home.File("users"), $"{User}:{{PLAIN}}{Password}\n");
        var isRoot = Environment.UserName == "root";
        var user = isRoot ? "nobody" : Environment.UserName;
        await File.WriteAllTextAsync(home.File("dovecot.conf"), Configuration(home.Path, user, port));
        if (isRoot) await RunningProgram.RunAsync("chown", ["-R", "nobody:nogroup", home.Path]);
        string[] command = [Program, "-F", "-c", home.File("dovecot.conf")];
        var started = isRoot
            ? RunningProgram.Start("setpriv", ["--reuid", "nobody", "--regid", "65534", "--clear-groups", .. command])
            : RunningProgram.Start(command[0], command[1..]);
        await Eventually.BeTrueAsync(async () => started.HasEnded || await FreePort.IsTakenAsync(port), () => started.Everything);
        return started.HasEnded ? throw new InvalidOperationException(started.Everything) : new DovecotServer(home, started, port);
    }

    public async ValueTask DisposeAsync()
    {
        await running.TerminateAsync();
        await running.EndAsync();
        await running.DisposeAsync();
        folder.Dispose();
    }

    private static string Configuration(string folder, string user, int port) => string.Create(CultureInfo.InvariantCulture, $$"""
        base_dir = {{folder}}/run
        log_path = {{folder}}/log
        protocols = pop3
        listen = 127.0.0.1
        ssl = no
        disable_plaintext_auth = no
        default_internal_user = {{user}}
        default_internal_group = {{(user == "nobody" ? "nogroup" : user)}}
        default_login_user = {{user}}
        mail_location = maildir:{{folder}}/mail
        first_valid_uid = 1
        passdb {
          driver = passwd-file
          args = scheme=PLAIN username_format=%u {{folder}}/users
        }
        userdb {
          driver = static
          args = uid={{user}} gid={{(user == "nobody" ? "nogroup" : user)}} home={{folder}}/home
        }
        service anvil {
          chroot =
        }
        service stats {
          chroot =
        }
        service pop3-login {
          chroot =
          inet_listener pop3 {
            port = {{port}}
          }
          inet_listener pop3s {
            port = 0
          }
        }

        """);
}
