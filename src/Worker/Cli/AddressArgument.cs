using System.CommandLine;
using Syndication.Worker.Newsletters.Subscribing;

namespace Syndication.Worker.Cli;

/// <summary>The address that a command is about.</summary>
internal static class AddressArgument
{
    /// <summary>The argument.</summary>
    public static Argument<string> Create() => new("ADDRESS") { Description = "The person's e-mail address." };

    /// <summary>Reads it; says what is wrong and returns null where it is none.</summary>
    public static async Task<ReaderAddress?> ReadAsync(string text, Terminal terminal)
    {
        var (address, fault) = AddressRules.Read(text);
        if (address is null) await terminal.Error.WriteLineAsync($"'{text}' is no e-mail address: {Explain(fault)}.");
        return address;
    }

    /// <summary>What is wrong with it, as the end of a sentence.</summary>
    public static string Explain(AddressFault fault) => fault switch
    {
        AddressFault.Empty => "it is empty",
        AddressFault.TooLong => "it is longer than RFC 5321 allows",
        AddressFault.Unprintable => "it has a control or invisible character in it",
        AddressFault.NoAtSign => "it has no @",
        AddressFault.LocalPart => "the part before the @ is malformed",
        _ => "the part after the @ is no public host name",
    };
}
