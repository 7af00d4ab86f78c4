using Syndication.Worker.Mail;
using Syndication.Worker.Mail.Bounces;

namespace Syndication.Worker.Hosting.Settings;

/// <summary>Reads <c>Mail:Bounces</c>.</summary>
internal static class BounceSettingsReader
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(1);

    /// <summary>Reads the section; null where it is absent.</summary>
    /// <param name="section">The section.</param>
    /// <param name="baseFolder">What relative paths belong to.</param>
    public static BounceOptions? Read(SettingsSection section, string baseFolder)
    {
        if (!section.Exists) return null;
        var options = new BounceOptions
        {
            Address = ReadAddress(section),
            Pop3 = ReadPop3(section.Section("Pop3"), baseFolder),
            Maildir = ReadMaildir(section, baseFolder),
            Kept = Path.GetFullPath(section.Text("Kept") ?? "data/bounces", baseFolder),
        };
        options = options with { Interval = section.Duration("Interval", options.Interval, ShortestInterval, TimeSpan.FromDays(1)) };
        section.RefuseUnknown();
        return options;
    }

    private static string ReadAddress(SettingsSection section)
    {
        const string Example = "bounce@news.example.org";
        var text = section.Required("Address", Example);
        var at = text.LastIndexOf('@');
        var isPlain = at is > 0 and <= BounceOptions.LongestLocalPart && text[..at].All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_')
            && Uri.CheckHostName(text[(at + 1)..]) == UriHostNameType.Dns && text.All(char.IsAscii);
        if (isPlain) return text;
        section.Fault("Address", string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"is '{text}'; it must be an address such as {Example}, before the @ at most {BounceOptions.LongestLocalPart} letters, digits, dots, - and _, without a +."));
        return Example;
    }

    private static Pop3Options? ReadPop3(SettingsSection section, string baseFolder)
    {
        if (!section.Exists) return null;
        var security = section.Choice("Security", MailSecurity.SslOnConnect);
        var port = section.Whole("Port", security == MailSecurity.SslOnConnect ? 995 : 110, 1, 65535);
        var options = new Pop3Options(
            section.Required("Host", "mail.example.org"), port, security, section.Required("User", "bounce"), section.Secret("Password", baseFolder) ?? "");
        if (options.Password.Length == 0) section.Fault("Password", "is missing; set it or Mail:Bounces:Pop3:PasswordFile.");
        section.RefuseUnknown();
        return options;
    }

    private static string? ReadMaildir(SettingsSection section, string baseFolder)
    {
        if (section.Text("Maildir") is not { } text) return null;
        var folder = Path.GetFullPath(text, baseFolder);
        if (!Directory.Exists(folder)) section.Fault("Maildir", $"is {folder}, which does not exist; the mail server makes it with the first mail, or: mkdir -p {folder}/new {folder}/cur {folder}/tmp");
        return folder;
    }
}
