using System.Globalization;
using Syndication.Worker.Mail;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Sending;
using Syndication.Worker.Newsletters.Subscribing;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication send --test</c>: one copy to one address.</summary>
internal static class SendTestCommand
{
    /// <summary>Sends it; records nothing.</summary>
    public static async Task<int> SendAsync(
        NewsletterOptions newsletter, int? latest, string address, IServiceProvider services, Terminal terminal, CancellationToken cancellationToken)
    {
        var (reader, fault) = AddressRules.Read(address);
        if (reader is null)
        {
            await terminal.Error.WriteLineAsync($"'{address}' is no e-mail address ({fault}).");
            return ExitCodes.Cannot;
        }

        var preview = services.GetRequiredService<EditionPreview>();
        var posts = latest is { } count ? preview.FindLatest(newsletter, count) : await preview.FindDueAsync(newsletter, cancellationToken);
        if (posts.IsEmpty && latest is null) posts = preview.FindLatest(newsletter, newsletter.MaxPosts);
        if (posts.IsEmpty || preview.Compose(newsletter, new VariantSpec(newsletter.Languages[0], false, posts), reader.Address) is not { } composed)
        {
            await terminal.Out.WriteLineAsync($"{newsletter.Title} has no post to send.");
            return ExitCodes.No;
        }

        using var message = composed.Message;
        await using var transport = services.GetRequiredService<MailTransports>().Create();
        var outcome = await transport.OpenAsync(cancellationToken)
            ?? await transport.SendAsync(new OutgoingMessage(message.MessageId!.Split('@')[0], message, newsletter.From.Address, reader.Address));
        var isAccepted = outcome is MailOutcome.Accepted;
        await (isAccepted ? terminal.Out : terminal.Error).WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{(isAccepted ? "Sent" : "Not sent")} one copy with {posts.Length} posts to {reader.Address}: {outcome.Reply}"));
        return isAccepted ? ExitCodes.Done : ExitCodes.Cannot;
    }
}
