using System.Text;
using BotHost.CommandLine;

// JSON and Chinese come out the same on every machine, whatever its code page.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await RootCommands.RunAsync(args, Console.Out, Console.Error);
