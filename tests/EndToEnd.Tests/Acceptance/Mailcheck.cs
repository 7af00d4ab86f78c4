using Syndication.Tests.Support.Programs;

namespace Syndication.Tests.EndToEnd.Acceptance;

/// <summary>A judge of messages that shares no code with the program: parsers and DKIM verifiers in Python and JavaScript.</summary>
internal static class Mailcheck
{
    private const int CannotRun = 2;

    /// <summary>Judges all messages of a folder, saved with LF line ends; the test is skipped where the judge or what it needs is missing.</summary>
    public static async Task AssertNoErrorAsync(string folder, string kind, string publicKeyFile)
    {
        var tool = Places.FindAbove("shared/tools/mailcheck.py");
        Assert.SkipUnless(tool is not null, "mailcheck.py is not beside the repository");
        var surroundings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["MAILCHECK_NPM"] = FindPackages() };
        var result = await RunningProgram.RunAsync("/usr/bin/python3", [tool!, folder, "--lf-ok", "--kind", kind, "--pubkey", publicKeyFile], surroundings);
        Assert.SkipWhen(result.Code == CannotRun, "mailcheck.py cannot run (Debian: python3-dkim python3-nacl python3-html5lib; npm): " + result.Errors);
        Assert.True(result.Code == 0, result.ToString());
        TestContext.Current.SendDiagnosticMessage(result.Output);
    }

    private static string? FindPackages()
    {
        if (Environment.GetEnvironmentVariable("MAILCHECK_NPM") is { Length: > 0 } named) return named;
        var installed = Path.Combine(Places.Repository, "tests", "tools");
        return Directory.Exists(Path.Combine(installed, "node_modules")) ? installed : null;
    }
}
