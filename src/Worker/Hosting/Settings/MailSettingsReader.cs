using Syndication.Worker.Mail;
using BclAddress = System.Net.Mail.MailAddress;

namespace Syndication.Worker.Hosting.Settings;

/// <summary>Reads <c>Mail</c>.</summary>
internal static class MailSettingsReader
{
    private static readonly MailAddress Nobody = new("", "");

    /// <summary>Reads the section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="baseFolder">What relative paths belong to.</param>
    /// <param name="check">Whether its faults matter to the command.</param>
    public static MailOptions Read(SettingsSection section, string baseFolder, bool check)
    {
        if (!check) return new MailOptions { From = Nobody };
        var defaults = new MailOptions { From = Nobody };
        var options = defaults with
        {
            Transport = section.Choice("Transport", defaults.Transport),
            Host = section.Text("Host") ?? "",
            Security = section.Choice("Security", defaults.Security),
            User = section.Text("User") ?? "",
            Password = section.Secret("Password", baseFolder) ?? "",
            PickupFolder = Path.GetFullPath(section.Text("PickupFolder") ?? "data/pickup", baseFolder),
            From = ReadAddress(section, "From") ?? Nobody,
            MaxConnections = section.Whole("MaxConnections", defaults.MaxConnections, 1, 64),
            MaxMessagesPerConnection = section.Whole("MaxMessagesPerConnection", defaults.MaxMessagesPerConnection, 1, 100_000),
            RatePerSecond = section.Number("RatePerSecond", defaults.RatePerSecond, 0, 100_000),
            Retry = MailLimitsReader.ReadRetry(section.Section("Retry")),
            Unknown = section.Choice("Unknown", defaults.Unknown),
            Dkim = ReadDkim(section.Section("Dkim"), baseFolder),
            Bounces = BounceSettingsReader.Read(section.Section("Bounces"), baseFolder),
        };
        var (domains, others) = MailLimitsReader.ReadDomains(section);
        options = options with { Domains = domains, OtherDomains = others };
        var port = options.Security switch { MailSecurity.SslOnConnect => 465, MailSecurity.StartTls => 587, _ => 25 };
        options = options with { Port = section.Whole("Port", port, 1, 65535) };
        if (options.Transport == MailTransportKind.Smtp && options.Host.Length == 0) section.Required("Host", "smtp.example.org");
        if (options.User.Length > 0 && options.Password.Length == 0) section.Fault("Password", "is missing although Mail:User is set; set it or Mail:PasswordFile.");
        section.RefuseUnknown();
        return options;
    }

    /// <summary>An address such as <c>Example News &lt;news@example.org&gt;</c>; null where the key is absent.</summary>
    public static MailAddress? ReadAddress(SettingsSection section, string key)
    {
        if (section.Text(key) is not { } text) return null;
        if (BclAddress.TryCreate(text, out var address) && !text.Any(char.IsControl)) return new MailAddress(address.DisplayName, address.Address);
        section.Fault(key, $"is '{text}'; it must be an address such as Example News <news@example.org>.");
        return Nobody;
    }

    private static DkimOptions? ReadDkim(SettingsSection section, string baseFolder)
    {
        if (!section.Exists) return null;
        var options = new DkimOptions(
            section.Required("Domain", "example.org"), section.Required("Selector", "s2026"),
            Path.GetFullPath(section.Required("PrivateKeyFile", "dkim.pem"), baseFolder));
        section.RefuseUnknown();
        if (DkimKeyFault(options.PrivateKeyFile) is { } fault) section.Fault("PrivateKeyFile", fault);
        return options;
    }

    private static string? DkimKeyFault(string file)
    {
        try
        {
            using var key = System.Security.Cryptography.RSA.Create();
            key.ImportFromPem(File.ReadAllText(file));
            return key.KeySize < 1024 ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"is {file}, an RSA key of {key.KeySize} bits; use 2048.") : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or System.Security.Cryptography.CryptographicException)
        {
            return $"is {file}, which is not a readable RSA private key in PEM form: {exception.Message}";
        }
    }
}
