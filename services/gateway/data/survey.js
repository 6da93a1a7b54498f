// What the survey link of a message opens: the questions of GET /v1/surveys/{token}, and one button.
// Works on old phones and with the keyboard.
const scores = [[5, 'Rất hài lòng'], [4, 'Hài lòng'], [3, 'Bình thường'], [2, 'Không hài lòng'],
                [1, 'Rất không hài lòng']];
const resource = '/v1/surveys/' + location.pathname.split('/').pop();
const element = (id) => document.getElementById(id);
const say = (text) => { element('say').textContent = text; };

async function call(path, body) {
  const options = body && {method: 'POST', headers: {'Content-Type': 'application/json'},
                           body: JSON.stringify(body)};
  const response = await fetch(path, options);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error.message);
  return answer;
}

function field(question) {
  const set = document.createElement('fieldset');
  const legend = Object.assign(document.createElement('legend'), {textContent: question.title});
  if (question.required) {
    legend.append(Object.assign(document.createElement('span'),
                                {className: 'must', textContent: ' (bắt buộc)'}));
  }
  set.append(legend);
  for (const [score, text] of scores) {
    const label = document.createElement('label');
    label.append(Object.assign(document.createElement('input'), {
      type: 'radio', name: question.questionId, value: score, required: Boolean(question.required)}),
      ' ' + text);
    set.append(label);
  }
  return set;
}

async function show() {
  const survey = await call(resource);
  if (survey.state === 'ANSWERED') return say('Phiếu khảo sát này đã được trả lời. Cảm ơn ông/bà.');
  say('Thủ tục: ' + survey.procedureTitle);
  element('questions').append(...survey.questions.map(field));
  element('form').hidden = false;
}

element('form').addEventListener('submit', async (event) => {
  event.preventDefault();
  const answers = [...new FormData(event.target)].map(
      ([questionId, score]) => ({questionId, score: Number(score)}));
  try {
    await call(resource + ':answer', {answers, comment: element('comment').value});
    element('form').hidden = true;
    say('Cảm ơn ông/bà đã đánh giá.');
  } catch (error) { say(error.message); }
});
show().catch((error) => say(error.message));
