using System.CommandLine;
using Syndication.Worker.Mail;
using Syndication.Worker.Mail.Bounces;
using Syndication.Worker.Newsletters.Bounces;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication bounces read</c>: one mail from standard input, as a mail server's pipe hands it over.</summary>
internal static class BouncesReadCommand
{
    private static readonly Option<string?> Recipient = new("--recipient") { Description = "The envelope's recipient, where the mail's headers do not name it.", HelpName = "ADDRESS" };

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command(
            "read",
            "Read one mail from standard input. Ends with 0 when it was followed or needs nothing, 1 when it could not be read and is kept, 2 when it is to be tried again. "
            + "Example: syndication bounces read --recipient \"$ORIGINAL_RECIPIENT\" < mail.eml") { Recipient };
        command.SetAction((arguments, cancellationToken) => SubscribersCommand.RunAsync(
            arguments.GetValue(CommandLine.Config), terminal, services => ReadAsync(arguments, services, terminal, cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<int> ReadAsync(ParseResult arguments, IServiceProvider services, Terminal terminal, CancellationToken cancellationToken)
    {
        if (services.GetRequiredService<MailOptions>().Bounces is null)
        {
            await terminal.Error.WriteLineAsync("Mail:Bounces is not configured, so nothing returns here. Set Mail:Bounces:Address.");
            return ExitCodes.Cannot;
        }

        await using var input = terminal.OpenInput();
        var mail = await BoundedStream.ReadAsync(input, ReturnedMailParser.LongestMail, cancellationToken);
        if (mail.Length == 0)
        {
            await terminal.Error.WriteLineAsync("Standard input is empty.");
            return ExitCodes.Cannot;
        }

        var outcome = await services.GetRequiredService<ReturnedMailReader>().ReadAsync(mail, arguments.GetValue(Recipient), cancellationToken);
        await terminal.Out.WriteLineAsync(outcome switch
        {
            ReadingOutcome.Failure => "A failed delivery was noted.",
            ReadingOutcome.Complaint => "A complaint was noted: the address is not mailed again.",
            ReadingOutcome.Unsubscription => "The reader has left.",
            ReadingOutcome.Ignored => "Nothing to do.",
            ReadingOutcome.Refused => "It does not prove what it is about. It is kept.",
            _ => "It could not be read. It is kept.",
        });
        return outcome is ReadingOutcome.Refused or ReadingOutcome.Unreadable ? ExitCodes.No : ExitCodes.Done;
    }
}
