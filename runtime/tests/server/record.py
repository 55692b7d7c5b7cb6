"""Records fastapi.jsonl: pip install fastapi httpx; python record.py fastapi.jsonl"""
import json, sys, uuid
from typing import Annotated
from fastapi import FastAPI, Query, Header, Cookie, Body
from fastapi.testclient import TestClient
app=FastAPI()
@app.get('/list/')
def l(*, limit:int=20, flag: bool|None=None, ids: Annotated[list[int], Query()], x_trace: Annotated[uuid.UUID, Header()], theme: Annotated[str|None, Cookie()]=None): return [f'None', f'{limit} {flag} {ids} None', f'{x_trace} {theme}']
@app.put('/u/{id}')
def p(id:str, body: dict[str,int]): return [id]
@app.get('/u/{id}')
def g(id:str): return ['show',id]
@app.post('/optional')
def o(body: list[int]|None=None): return ['x']
c=TestClient(app, follow_redirects=False)
T={'x-trace':'00000000000000000000000000000001'}
R=[]
def r(m,path,h=None,body=None):
    h=h or {}
    resp=c.request(m,path,headers=h,content=body)
    j=resp.json() if resp.headers.get('content-type','').startswith('application/json') and m!='HEAD' else None
    if isinstance(j,dict) and isinstance(j.get('detail'),list): j={'detail':[{k:e[k] for k in('type','loc','msg')} for e in j['detail']]}
    R.append({'method':m,'path':path,'headers':h,'body':body,'status':resp.status_code,'json':j if resp.status_code!=200 else None,'allow':resp.headers.get('allow')})
for q in ['ids=1','ids=1&ids=2','','ids=','ids=x','ids=1&ids=x&ids=','ids=1.0&ids=1_000&ids=+1&ids=%2B1&ids=01','ids=1.5','ids=99999999999','ids=1&limit=','ids=1&limit=5&limit=x','ids=1&limit=x&limit=5','ids=1&limit=%201%20','ids=1&limit=1e3','ids=1&limit=true']: r('GET','/list/?'+q,T)
for f in ['1','0','yes','NO','On','off','t','F','y','n','2','','tru','true%20','TRUE','None']: r('GET','/list/?ids=1&flag='+f,T)
for h in ['','x','{00000000-0000-0000-0000-000000000001}','urn:uuid:00000000-0000-0000-0000-000000000001','00000000-0000-0000-0000-00000000000G']: r('GET','/list/?ids=1',{'x-trace':h})
r('GET','/list/?limit=x&flag=2&ids=y')
r('GET','/list/?limit=x&flag=2',{'x-trace':'z'})
for b in ['{"a":1}','{}','[]','null','','"x"','1','true','{"a":"x"}','{"a":1.5}','{"a":null}','{"a":[]}','{"a":1.0}','{"a":{}}','{"b":"x","a":[]}','{"a":1','{"a":1}}','nope']:
    r('PUT','/u/5',{'content-type':'application/json'},b)
    r('PUT','/u/5',{'content-type':'text/plain'},b)
for b in ['','null','[1]','[1,"x"]','{}','"x"','1']:
    r('POST','/optional',{'content-type':'application/json'},b)
for m in ['POST','HEAD','OPTIONS','DELETE','FOO']: r(m,'/optional' if m!='POST' else '/list/')
import fastapi,pydantic
with open(sys.argv[1],'w') as f:
    f.write(json.dumps({'fastapi':fastapi.__version__,'pydantic':pydantic.VERSION})+'\n')
    for x in R: f.write(json.dumps(x,ensure_ascii=False)+'\n')
