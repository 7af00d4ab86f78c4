using System.Security.Cryptography;
using Syndication.Tests.Support;
using Syndication.Tests.Support.Programs;
using Syndication.Worker.Mail;

namespace Syndication.Tests.Integration.Digests;

/// <summary>A judge of messages that shares no code with the program.</summary>
internal static class IndependentCheck
{
    /// <summary>Makes a key to sign with in a folder.</summary>
    public static DkimOptions CreateKey(TemporaryFolder folder)
    {
        using var key = RSA.Create(2048);
        File.WriteAllText(folder.File("dkim.pem"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(folder.File("dkim.pub"), key.ExportSubjectPublicKeyInfoPem());
        return new DkimOptions("news.example.org", "s1", folder.File("dkim.pem"));
    }

    /// <summary>Judges all messages of a folder, signed with that key; skips the test where the judge or what it needs is missing.</summary>
    public static async Task AssertNoErrorAsync(TemporaryFolder folder, string mail)
    {
        var tool = Places.FindAbove("shared/tools/mailcheck.py");
        Assert.SkipUnless(tool is not null, "mailcheck.py is not beside this checkout");
        var result = await RunningProgram.RunAsync("/usr/bin/python3", [tool!, "--quiet", "--no-js", "--pubkey", folder.File("dkim.pub"), mail]);
        Assert.SkipWhen(result.Code == 2, "mailcheck.py cannot run: " + result.Errors);
        Assert.True(result.Code == 0, result.ToString());
    }
}
