// Speaks with the fake Discord through discord.js and says on standard output how far it came:
//   node check.mjs API TOKEN
import { Client, Events, GatewayIntentBits, MessageFlags, ModalBuilder, TextInputBuilder, TextInputStyle, ActionRowBuilder, ButtonBuilder, ButtonStyle } from 'discord.js';

const [api, token] = process.argv.slice(2);
const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api, version: '10', retries: 0 } });
const say = (line) => process.stdout.write(`${line}\n`);
const fail = (error) => {
  say(`error ${error?.stack ?? error}`);
  process.exit(1);
};

process.on('unhandledRejection', fail);
client.on(Events.Error, fail);
client.on(Events.ShardResume, () => say('resumed'));
client.once(Events.ClientReady, async () => {
  say(`ready ${client.user.id} guilds ${client.guilds.cache.size}`);
  const commands = await client.application.commands.set([{ name: 'hello', description: 'Says hello', descriptionLocalizations: { 'zh-CN': '打招呼' } }]);
  say(`registered ${commands.size}`);
});

client.on(Events.InteractionCreate, async (interaction) => {
  if (interaction.isChatInputCommand()) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.editReply({
      content: `hello ${interaction.user.username} in ${interaction.channel?.name}`,
      components: [new ActionRowBuilder().addComponents(new ButtonBuilder().setCustomId('form').setLabel('Form').setStyle(ButtonStyle.Primary))],
    });
    await interaction.followUp({ content: 'for all' });
    say(`answered ${interaction.commandName}`);
  } else if (interaction.isButton()) {
    const field = new TextInputBuilder().setCustomId('field').setLabel('Answer').setStyle(TextInputStyle.Paragraph);
    await interaction.showModal(new ModalBuilder().setCustomId('modal').setTitle('Form').addComponents(new ActionRowBuilder().addComponents(field)));
    say('opened');
  } else if (interaction.isModalSubmit()) {
    const text = interaction.fields.getTextInputValue('field');
    await interaction.reply({ content: text });
    const channel = await client.channels.fetch(interaction.channelId);
    const sent = await channel.send({ content: 'a message', nonce: 'nonce-1', enforceNonce: true });
    const again = await channel.send({ content: 'a message', nonce: 'nonce-1', enforceNonce: true });
    say(`submitted ${text} ${sent.id === again.id}`);
  }
});

await client.login(token);
