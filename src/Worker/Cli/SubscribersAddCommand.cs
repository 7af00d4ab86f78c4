using System.CommandLine;
using Syndication.Worker.Hosting.Settings;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Subscribing;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication subscribers add</c>: one subscriber, asked to confirm or confirmed on the operator's word.</summary>
internal static class SubscribersAddCommand
{
    private const string Consent = "added by operator";

    private static readonly Argument<string> Address = new("ADDRESS") { Description = "The reader's e-mail address." };

    private static readonly Option<string> Newsletter = new("--newsletter") { Description = "The newsletter's name.", HelpName = "NAME", Required = true };

    private static readonly Option<string?> Schedule = new("--schedule") { Description = "One of its schedules; else the first.", HelpName = "NAME" };

    private static readonly Option<string?> Language = new("--language") { Description = "One of its languages, such as en; else the first.", HelpName = "TAG" };

    private static readonly Option<bool> Confirmed = new("--confirmed")
    {
        Description = "Send no confirmation mail: you state that this person has agreed to get the newsletter, and can show it.",
    };

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command(
            "add", "Add a subscriber; a confirmation mail is queued. Example: syndication subscribers add reader@example.org --newsletter treatments")
        {
            Address, Newsletter, Schedule, Language, Confirmed,
        };
        command.SetAction((arguments, cancellationToken) => SubscribersCommand.RunAsync(
            arguments.GetValue(CommandLine.Config), terminal, services => AddAsync(arguments, services, terminal, cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<int> AddAsync(ParseResult arguments, IServiceProvider services, Terminal terminal, CancellationToken cancellationToken)
    {
        var (request, fault) = Read(arguments, services.GetRequiredService<ServiceSettings>().Newsletters);
        if (request is null)
        {
            await terminal.Error.WriteLineAsync(fault);
            return ExitCodes.Cannot;
        }

        var workflow = services.GetRequiredService<SignUpWorkflow>();
        var outcome = arguments.GetValue(Confirmed)
            ? await workflow.AddConfirmedAsync(request, cancellationToken)
            : await workflow.SubscribeAsync(request, cancellationToken);
        var (code, text) = Describe(outcome, request);
        await (code == ExitCodes.Done ? terminal.Out : terminal.Error).WriteLineAsync(text);
        return code;
    }

    private static (SignUpRequest? Request, string Fault) Read(ParseResult arguments, IReadOnlyList<NewsletterOptions> newsletters)
    {
        var text = arguments.GetRequiredValue(Address);
        var (address, fault) = AddressRules.Read(text);
        if (address is null) return (null, $"'{text}' is no e-mail address: {AddressArgument.Explain(fault)}.");
        var name = arguments.GetRequiredValue(Newsletter);
        if (newsletters.FirstOrDefault(newsletter => newsletter.Name == name) is not { } found)
        {
            return (null, $"There is no newsletter '{name}'; there are: {string.Join(", ", newsletters.Select(newsletter => newsletter.Name))}.");
        }

        var schedule = arguments.GetValue(Schedule) is { } wanted ? found.FindSchedule(wanted) : found.Schedules[0];
        if (schedule is null) return (null, $"'{name}' has no schedule '{arguments.GetValue(Schedule)}'; it has: {string.Join(", ", found.Schedules.Select(each => each.Name))}.");
        var language = arguments.GetValue(Language);
        if (language is not null && !found.Languages.Contains(language, StringComparer.OrdinalIgnoreCase))
        {
            return (null, $"'{name}' does not come in '{language}'; it comes in: {string.Join(", ", found.Languages)}.");
        }

        return (new SignUpRequest(address, language, new SubscriptionWish { Newsletter = name, Schedule = schedule.Name, ConsentText = Consent }), "");
    }

    private static (int Code, string Text) Describe(SignUpOutcome outcome, SignUpRequest request)
    {
        var what = $"{request.Address.Address} to {request.Wish.Newsletter} ({request.Wish.Schedule})";
        return outcome switch
        {
            SignUpOutcome.ConfirmationQueued => (ExitCodes.Done, $"Added {what}; a confirmation mail is queued."),
            SignUpOutcome.ConfirmationOnItsWay => (ExitCodes.Done, $"Added {what}; a confirmation mail went out or is queued already, so no second one for now."),
            SignUpOutcome.Confirmed => (ExitCodes.Done, $"Added {what}, confirmed: kept as “{Consent}”, on your word that this person has agreed."),
            SignUpOutcome.AlreadyConfirmed => (ExitCodes.Done, $"{request.Address.Address} is subscribed to {request.Wish.Newsletter} already; nothing changed."),
            SignUpOutcome.Unsubscribed => (ExitCodes.No, $"{request.Address.Address} has left {request.Wish.Newsletter}; only the reader can come back. Without --confirmed, a confirmation mail asks."),
            _ => (ExitCodes.No, $"{request.Address.Address} is suppressed and is never mailed; nothing changed."),
        };
    }
}
